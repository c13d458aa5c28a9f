namespace Vigie.Classifier.People;

/// <summary>One protected person of the register.</summary>
/// <param name="Id">The brand's own id.</param>
/// <param name="Names">Full names.</param>
/// <param name="Aliases">First names, nicknames, names with a title.</param>
/// <param name="Role">Role, if known.</param>
/// <param name="Site">Place of work, if known.</param>
/// <param name="Handles">Accounts, with or without the at sign.</param>
public sealed record RegisterPerson(string Id, IReadOnlyList<string> Names, IReadOnlyList<string> Aliases, string? Role, string? Site, IReadOnlyList<string> Handles);
