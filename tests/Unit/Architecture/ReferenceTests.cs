using System.Reflection;
using System.Xml.Linq;

namespace Vigie.UnitTests.Architecture;

public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Vigie.Core"] = [],
        ["Vigie.Storage"] = ["Vigie.Core"],
        ["Vigie.Collector"] = ["Vigie.Core", "Vigie.Storage"],
        ["Vigie.Classifier"] = ["Vigie.Core", "Vigie.Storage"],
        ["Vigie.Notifier"] = ["Vigie.Core", "Vigie.Storage"],
        ["Vigie.Review"] = ["Vigie.Core", "Vigie.Storage"],
    };

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_below_it(string room)
    {
        var used = Assembly.Load(room).GetReferencedAssemblies().Select(reference => reference.Name!).Where(IsOurs);

        used.Except(Allowed[room]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_project_names_only_the_rooms_below_it(string room)
    {
        var project = XDocument.Load(Path.Combine(SourceTree.Root, "src", room["Vigie.".Length..], room + ".csproj"));

        var named = project.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        named.Except(Allowed[room]).ShouldBeEmpty();
    }

    private static bool IsOurs(string name) => name == "vigie" || name.StartsWith("Vigie.", StringComparison.Ordinal);
}
