namespace Vigie.Collector.Sources;

/// <summary>Who wrote a post, as far as the platform says.</summary>
/// <param name="Id">The platform's id.</param>
/// <param name="Name">Display name.</param>
/// <param name="Handle">Handle, without the at sign.</param>
public sealed record PostAuthor(string? Id, string? Name, string? Handle);
