using System.Text.Json;

namespace Vigie.IntegrationTests.Soak;

/// <summary>The replay file of the soak: every tenth message is a plain insult at the staff; every message is a conversation of its own.</summary>
internal sealed class SoakReplay : IDisposable
{
    private SoakReplay(string path) => Path = path;

    public string Path { get; }

    public static SoakReplay Write(int mentions)
    {
        var path = System.IO.Path.GetTempFileName();
        File.WriteAllLines(path, Enumerable.Range(0, mentions).Select(i => JsonSerializer.Serialize(new
        {
            id = $"m{i}",
            conversationId = $"c{i}",
            text = i % 10 == 0
                ? $"Colis {i} perdu. Vos conseillers sont une bande de connards."
                : $"Bonjour, où en est ma commande numéro {i} ? Merci d'avance pour votre réponse.",
            createdAt = "2026-11-22T07:00:00Z",
        })));
        return new SoakReplay(path);
    }

    public void Dispose() => File.Delete(Path);
}
