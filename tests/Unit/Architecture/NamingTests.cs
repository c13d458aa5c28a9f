using System.Reflection;
using System.Runtime.CompilerServices;

namespace Vigie.UnitTests.Architecture;

public sealed class NamingTests
{
    private static readonly string[] Banned = ["Helper", "Util", "Utils", "Manager"];

    private static IEnumerable<Type> OurTypes => new[] { "Vigie.Core", "Vigie.Storage", "Vigie.Collector", "Vigie.Classifier", "Vigie.Notifier", "Vigie.Review", "vigie" }
        .SelectMany(name => Assembly.Load(name).GetTypes())
        .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.Contains('<', StringComparison.Ordinal)
            && type.Namespace?.StartsWith("Vigie", StringComparison.Ordinal) == true && !type.Namespace.EndsWith("Migrations", StringComparison.Ordinal));

    [Fact]
    public void No_namespace_hides_the_Monitor_of_the_framework() =>
        OurTypes.Where(type => type.Namespace!.Split('.').Contains("Monitor")).ShouldBeEmpty();

    [Fact]
    public void No_type_is_named_like_its_namespace() =>
        OurTypes.Where(type => !type.IsNested && type.Namespace!.Split('.')[^1] == type.Name).ShouldBeEmpty();

    [Fact]
    public void No_name_says_nothing() =>
        OurTypes.Where(type => Banned.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void A_class_is_sealed_unless_something_derives_from_it()
    {
        var types = OurTypes.ToList();
        var bases = types.Select(type => type.BaseType).Where(type => type is not null).Select(type => type!.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();

        types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(type) && !type.Name.Contains("cshtml", StringComparison.OrdinalIgnoreCase)
                && !type.Name.StartsWith("Pages_", StringComparison.Ordinal) && type.Name is not "Program"
                && !IsMadeToBeDerivedFrom(type))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Logging_goes_through_LoggerMessage()
    {
        var direct = SourceTree.CSharpFiles()
            .Where(file => System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(file), @"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
            .Select(file => Path.GetRelativePath(SourceTree.Root, file));

        direct.ShouldBeEmpty();
    }

    private static bool IsMadeToBeDerivedFrom(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Any(method => method is { IsVirtual: true, IsFinal: false } && method.GetBaseDefinition() == method);
}
