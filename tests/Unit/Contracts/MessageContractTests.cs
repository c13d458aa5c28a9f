using System.Text.Json;
using Vigie.Core.Contracts;

namespace Vigie.UnitTests.Contracts;

/// <summary>Processes of two versions talk to each other during an upgrade: a name or a shape that changes here must be read by the older one too.</summary>
public sealed class MessageContractTests
{
    private static readonly Guid[] Ids = [Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057")];

    public static TheoryData<object, string, string> Messages => new()
    {
        { new MentionsCollected(Ids), "Vigie.Core.Contracts.MentionsCollected", """{"MentionIds":["01890a5d-ac96-774b-bcce-b302099a8057"]}""" },
        { new MentionsFlagged(Ids), "Vigie.Core.Contracts.MentionsFlagged", """{"MentionIds":["01890a5d-ac96-774b-bcce-b302099a8057"]}""" },
        { new DeliveriesDue(Ids), "Vigie.Core.Contracts.DeliveriesDue", """{"DeliveryIds":["01890a5d-ac96-774b-bcce-b302099a8057"]}""" },
    };

    [Theory]
    [MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void A_message_keeps_its_name_and_its_shape(object message, string name, string json)
    {
        message.GetType().FullName.ShouldBe(name);
        JsonSerializer.Serialize(message).ShouldBe(json);
    }

    [Fact]
    public void Every_message_is_held_here_and_carries_ids_only()
    {
        var contracts = typeof(MentionsCollected).Assembly.GetTypes().Where(type => type.Namespace == "Vigie.Core.Contracts" && type is { IsClass: true, IsNested: false } && type.IsPublic).ToList();

        contracts.Select(type => type.FullName).ShouldBe(["Vigie.Core.Contracts.DeliveriesDue", "Vigie.Core.Contracts.MentionsCollected", "Vigie.Core.Contracts.MentionsFlagged"], ignoreOrder: true);
        contracts.SelectMany(type => type.GetProperties()).ShouldAllBe(property => property.PropertyType == typeof(IReadOnlyList<Guid>));
    }
}
