namespace Vigie.Classifier.People;

/// <summary>Who of the register a text speaks of.</summary>
/// <param name="Matches">Places where somebody is named.</param>
/// <param name="SignedParent">The parent is an answer signed by one person.</param>
/// <param name="Signer">Register id of who signed it, if one entry fits.</param>
/// <param name="ParentIsOutsider">The parent was written by another customer.</param>
internal sealed record PeopleFound(List<PersonMatch> Matches, bool SignedParent, string? Signer, bool ParentIsOutsider)
{
    /// <summary>Nobody named, no parent.</summary>
    public static PeopleFound Nobody { get; } = new([], false, null, false);
}
