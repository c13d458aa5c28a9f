namespace Vigie.UnitTests.Classifier;

/// <summary>Floors of the corpus test: a few points under what was measured.</summary>
internal static class CorpusFloors
{
    public const double FrenchF1 = 0.50;
    public const double EnglishF1 = 0.38;
    public const double Target = 0.63;
    public const double PersonPrecision = 0.82;
    public const double Severity = 0.82;
}
