using System.Diagnostics.CodeAnalysis;
using Vigie.Collector.Sources;

namespace Vigie.Collector.Http;

/// <summary>An answer, or the reason why there is none.</summary>
public sealed class HttpOutcome
{
    private HttpOutcome(HttpAnswer? answer, SourceRefusal? refusal)
    {
        Answer = answer;
        Refusal = refusal;
    }

    /// <summary>The answer, whatever its status.</summary>
    public HttpAnswer? Answer { get; }

    /// <summary>Why there is no answer.</summary>
    public SourceRefusal? Refusal { get; }

    /// <summary>True when there is an answer.</summary>
    [MemberNotNullWhen(true, nameof(Answer))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAnswered => Answer is not null;

    /// <summary>There is an answer.</summary>
    public static HttpOutcome Answered(HttpAnswer answer) => new(answer, null);

    /// <summary>There is none.</summary>
    public static HttpOutcome Refused(SourceRefusal refusal) => new(null, refusal);
}
