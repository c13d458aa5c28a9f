using Vigie.Core.Mentions;

namespace Vigie.Classifier;

/// <summary>A place in the text that points at somebody or something.</summary>
/// <param name="Token">Where.</param>
/// <param name="Kind">Whom or what it points at.</param>
/// <param name="Person">Register id, if one entry is meant.</param>
/// <param name="Strong">A name, a role or a pronoun of address; false for he, she, they.</param>
internal readonly record struct Reference(int Token, TargetKind Kind, string? Person, bool Strong);
