namespace Vigie.Notifier.Channels;

/// <summary>A person of the register as alerts speak of them: never by name.</summary>
/// <param name="Id">The brand's own id.</param>
/// <param name="Role">Role, where the register says.</param>
/// <param name="Site">Place of work, where the register says.</param>
public sealed record AttackedPerson(string Id, string? Role, string? Site);
