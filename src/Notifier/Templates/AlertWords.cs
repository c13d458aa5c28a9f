using System.Text.Json;

namespace Vigie.Notifier.Templates;

/// <summary>The words of one language, read once from its file.</summary>
internal sealed record AlertWords(
    string Subject,
    string One,
    string Many,
    IReadOnlyDictionary<string, string> Severity,
    IReadOnlyDictionary<string, string> Category,
    string NoCategory,
    IReadOnlyDictionary<string, string> Target,
    string Opening,
    string Level,
    string Kinds,
    string Whom,
    string Sources,
    string Since,
    string Person,
    string PersonWithPlace,
    string Incomplete,
    string Complaint,
    string ToDo,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Steps,
    string Deadline,
    IReadOnlyDictionary<string, string> Deadlines,
    string Link,
    string Reference,
    string Closing,
    string Line)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private static readonly Dictionary<AlertLanguage, AlertWords> Languages = Enum.GetValues<AlertLanguage>().ToDictionary(language => language, Load);

    public static AlertWords Of(AlertLanguage language) => Languages[language];

    private static AlertWords Load(AlertLanguage language)
    {
        var name = $"Vigie.Notifier.Templates.{language.ToString().ToLowerInvariant()}.json";
        using var file = typeof(AlertWords).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The words {name} are missing from the program.");
        return JsonSerializer.Deserialize<AlertWords>(file, Json)!;
    }
}
