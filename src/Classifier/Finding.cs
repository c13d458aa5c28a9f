using Vigie.Classifier.Lexicons;
using Vigie.Core.Mentions;

namespace Vigie.Classifier;

/// <summary>Abuse found by a phase.</summary>
/// <param name="Category">Category.</param>
/// <param name="Rule">Rule or lexicon entry.</param>
/// <param name="Weight">0 to 1.</param>
/// <param name="First">First token.</param>
/// <param name="Last">Last token.</param>
/// <param name="Target">Whom it is aimed at.</param>
/// <param name="Person">Register id, when one entry is meant.</param>
/// <param name="Gravity">What it says of the severity beyond its category.</param>
internal sealed record Finding(AbuseCategory Category, string Rule, float Weight, int First, int Last, TargetKind Target, string? Person, Gravity Gravity);
