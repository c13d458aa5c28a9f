using System.ComponentModel.DataAnnotations;

namespace Vigie.Classifier;

/// <summary>Options of the judgement, section <c>Classifier</c>.</summary>
public sealed class ClassifierOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Classifier";

    /// <summary>Time that one phase may take for one mention; after it the mention goes to a human as incomplete. Default 2 s. Awaited phases are given up; local ones stop in their loops over tokens.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan PhaseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Weight, 0 to 1, from which evidence counts as abuse. Default 0.5; higher finds less and errs less. Part of the ruleset's version.</summary>
    [Range(0.05, 0.95)]
    public float Threshold { get; set; } = 0.5f;
}
