using System.Text.Json;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>Which accounts are the brand's: the one of the token, and those of the options.</summary>
internal sealed class BrandIdentity(MastodonApi api, MastodonOptions options)
{
    private string? _id;

    /// <summary>Asks once for the account of the token. Nothing is read before that is known: own answers would be judged.</summary>
    /// <returns>Null when it is known or there is no token; otherwise why it is not.</returns>
    public async Task<SourceRefusal?> LearnAsync(CancellationToken cancellationToken)
    {
        if (_id is not null || !api.HasToken)
            return null;
        var answer = await api.GetAsync("/api/v1/accounts/verify_credentials", cancellationToken);
        if (!answer.IsGood)
            return answer.Refused(api, "read:accounts");
        _id = answer.Json.Word("id");
        return _id is null ? new Malformed("the account of the token has no id") : null;
    }

    /// <summary>Whether this account is one of the brand's.</summary>
    public bool Wrote(JsonElement? account) =>
        account is { } by
        && ((_id is not null && by.Word("id") == _id)
            || (by.Word("acct") is { } name && options.BrandAccounts.Any(own => string.Equals(own.TrimStart('@'), name, StringComparison.OrdinalIgnoreCase))));
}
