namespace Vigie.Core.Mentions;

/// <summary>What the author wants, whether or not there is abuse.</summary>
public enum Intent
{
    /// <summary>A grievance about the service is stated and deserves its answer.</summary>
    Complaint,

    /// <summary>Something is asked.</summary>
    Question,

    /// <summary>Thanks or praise.</summary>
    Praise,

    /// <summary>Anything else, a pure attack included.</summary>
    Other,
}
