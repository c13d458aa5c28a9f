namespace Vigie.UnitTests.Classifier;

/// <summary>Floors of the corpus test: just under what was measured on its test half.</summary>
internal static class CorpusFloors
{
    public const double FrenchF1 = 0.53;
    public const double EnglishF1 = 0.43;
    public const double Target = 0.66;
    public const double PersonPrecision = 0.89;
    public const double Severity = 0.86;
    public const double FrenchFalseAlarms = 0.08;
    public const double EnglishFalseAlarms = 0.11;
}
