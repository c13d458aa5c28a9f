using Microsoft.Extensions.Options;
using Vigie.Notifier.Channels;
using Vigie.Notifier.Routing;
using Vigie.Storage.Entities;

namespace Vigie.Notifier;

/// <summary>Says in one sentence for each problem which key is wrong and what was expected.</summary>
internal sealed class NotifierOptionsValidator : IValidateOptions<NotifierOptions>
{
    public ValidateOptionsResult Validate(string? name, NotifierOptions options)
    {
        var problems = Receivers(options).Concat(Rules(options)).Concat(CatchAll(options)).Concat(Rest(options)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Receivers(NotifierOptions options)
    {
        foreach (var (name, section) in options.Receivers)
        {
            if (name.Length > Limits.SourceName)
                yield return $"Notifier:Receivers has a name of {name.Length} characters: expected at most {Limits.SourceName}.";
            foreach (var problem in ReceiverReader.Problems(section))
                yield return problem;
        }
    }

    private static IEnumerable<string> Rules(NotifierOptions options)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { RoutingRules.CatchAll };
        foreach (var (index, rule) in options.Rules.Index())
        {
            var key = $"Notifier:Rules:{index}";
            if (string.IsNullOrWhiteSpace(rule.Name) || rule.Name.Length > Limits.SourceName)
                yield return $"{key}:Name is missing or too long: expected 1 to {Limits.SourceName} characters.";
            else if (!names.Add(rule.Name))
                yield return $"{key}:Name '{rule.Name}' is taken: expected a name that no other rule has, and not '{RoutingRules.CatchAll}'.";
            if (rule.Receivers.Count == 0)
                yield return $"{key}:Receivers is empty: expected at least one of {Known(options)}.";
            foreach (var unknown in rule.Receivers.Where(receiver => !ReceiverNames.Exists(options, receiver)))
                yield return $"{key}:Receivers names '{unknown}', which is not configured: expected one of {Known(options)}.";
        }
    }

    private static IEnumerable<string> CatchAll(NotifierOptions options) =>
        options.CatchAllReceivers.Where(receiver => !ReceiverNames.Exists(options, receiver))
            .Select(unknown => $"Notifier:CatchAllReceivers names '{unknown}', which is not configured: expected one of {Known(options)}.");

    private static IEnumerable<string> Rest(NotifierOptions options)
    {
        if (options.PublicAddress is { } address && (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0 || address.Query.Length > 0))
            yield return "Notifier:PublicAddress is wrong: expected an absolute http or https address without user name, password or query.";
        if (options.Retry.TransientLongest < options.Retry.TransientFirst)
            yield return "Notifier:Retry:TransientLongest is wrong: expected at least Notifier:Retry:TransientFirst.";
        if (options.Retry.UnavailableLongest < options.Retry.UnavailableFirst)
            yield return "Notifier:Retry:UnavailableLongest is wrong: expected at least Notifier:Retry:UnavailableFirst.";
    }

    private static string Known(NotifierOptions options) =>
        string.Join(", ", options.Receivers.Keys.Append(ReceiverNames.Console).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));
}
