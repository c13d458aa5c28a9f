namespace Vigie.Host.Checks;

/// <summary>One line of <c>vigie check</c>.</summary>
/// <param name="What">What was looked at, e.g. <c>source brand-page</c>.</param>
/// <param name="State"><c>ok</c>, or the kind of refusal.</param>
/// <param name="Reason">Why, in words of Vigie.</param>
internal sealed record CheckLine(string What, string State, string Reason)
{
    public const string WellState = "ok";

    public bool IsWell => State == WellState;

    public static CheckLine Well(string what, string reason) => new(what, WellState, reason);
}
