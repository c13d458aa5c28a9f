using Vigie.Core.Mentions;
using Vigie.Notifier;
using Vigie.Notifier.Routing;

namespace Vigie.UnitTests.Notifier;

public sealed class RoutingRulesTests
{
    private static readonly RoutedMention Mention = new(Guid.CreateVersion7(), "page", "c-1", 2, [AbuseCategory.Insult], TargetKind.Employee, "p-17", Incomplete: false);

    [Fact]
    public void Without_a_rule_everything_goes_to_the_console()
    {
        var rule = new RoutingRules(new NotifierOptions()).For(Mention).ShouldHaveSingleItem();

        rule.Name.ShouldBe("all");
        rule.Receivers.ShouldBe(["console"]);
    }

    [Fact]
    public void The_first_rule_that_fits_decides_unless_it_says_continue()
    {
        var rules = new RoutingRules(new NotifierOptions
        {
            Rules = [Rule("threats", when => when.Categories = [AbuseCategory.Threat]), Rule("first", continues: true), Rule("second"), Rule("third")],
        });

        rules.For(Mention).Select(rule => rule.Name).ShouldBe(["first", "second"]);
    }

    [Fact]
    public void Every_stated_condition_must_fit()
    {
        Takes(when => when.MinSeverity = 2).ShouldBeTrue();
        Takes(when => when.MinSeverity = 3).ShouldBeFalse();
        Takes(when => when.Categories = [AbuseCategory.Hate, AbuseCategory.Insult]).ShouldBeTrue();
        Takes(when => when.Targets = [TargetKind.Staff]).ShouldBeFalse();
        Takes(when => when.Sources = ["PAGE"]).ShouldBeTrue();
        Takes(when => when.People = ["p-18"]).ShouldBeFalse();
        Takes(when => (when.MinSeverity, when.People) = (2, ["p-17"])).ShouldBeTrue();
    }

    [Fact]
    public void A_judgement_that_is_not_complete_fits_whatever_it_says_but_not_another_source()
    {
        Takes(when => when.MinSeverity = 4, Mention with { Incomplete = true }).ShouldBeTrue();
        Takes(when => (when.MinSeverity, when.IncompleteToo) = (4, false), Mention with { Incomplete = true }).ShouldBeFalse();
        Takes(when => when.Sources = ["forum"], Mention with { Incomplete = true }).ShouldBeFalse();
    }

    [Fact]
    public void The_group_is_what_the_rule_says_and_its_key_cannot_be_confused()
    {
        var byAll = new RoutingRule(Rule("a"));
        byAll.GroupKey(Mention).ShouldBe(byAll.GroupKey(Mention with { Id = Guid.CreateVersion7(), Severity = 4 }));
        byAll.GroupKey(Mention).ShouldNotBe(byAll.GroupKey(Mention with { Conversation = "c-2" }));
        byAll.GroupKey(Mention).ShouldNotBe(byAll.GroupKey(Mention with { Person = null }));
        byAll.GroupKey(Mention with { Person = "" }).ShouldNotBe(byAll.GroupKey(Mention with { Person = null }));
        byAll.GroupKey(Mention).ShouldNotBe(new RoutingRule(Rule("b")).GroupKey(Mention));

        var byPerson = new RoutingRule(new RuleOptions { Name = "a", Receivers = ["console"], GroupBy = [GroupPart.Person] });
        byPerson.GroupKey(Mention).ShouldBe(byPerson.GroupKey(Mention with { Source = "forum", Conversation = "c-9" }));

        var each = new RoutingRule(new RuleOptions { Name = "a", Receivers = ["console"], GroupBy = [GroupPart.Mention] });
        each.GroupKey(Mention).ShouldNotBe(each.GroupKey(Mention with { Id = Guid.CreateVersion7() }));
    }

    private static bool Takes(Action<RuleConditions> when, RoutedMention? mention = null) => new RoutingRule(Rule("a", when)).Takes(mention ?? Mention);

    private static RuleOptions Rule(string name, Action<RuleConditions>? when = null, bool continues = false)
    {
        var rule = new RuleOptions { Name = name, Receivers = ["console"], Continue = continues };
        when?.Invoke(rule.When);
        return rule;
    }
}
