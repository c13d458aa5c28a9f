using Vigie.Collector.Sources;

namespace Vigie.Host.Checks;

/// <summary>Asks a source once, from its beginning; nothing of the answer is saved or shown.</summary>
internal static class SourceLine
{
    public static async Task<CheckLine> LookAsync(SourceCatalog catalog, ConfiguredSource configured, CancellationToken cancellationToken)
    {
        var what = "source " + configured.Name;
        var source = catalog.CreateSource(configured);
        try
        {
            if (source is null)
                return CheckLine.Well(what, $"{configured.Platform.Name}: is not asked, it listens or is called");

            return await source.CollectAsync(cursor: null, cancellationToken) switch
            {
                SourcePage page => CheckLine.Well(what, $"{configured.Platform.Name}: answered, {page.Events.Count} items on the first page"),
                SourceRefusal refusal => new CheckLine(what, refusal.GetType().Name, $"{configured.Platform.Name}: {refusal.Reason}"),
                _ => new CheckLine(what, "unknown", $"{configured.Platform.Name}: an answer of an unknown kind"),
            };
        }
        finally
        {
            (source as IDisposable)?.Dispose();
        }
    }
}
