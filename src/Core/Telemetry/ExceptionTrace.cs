using System.Text;

namespace Vigie.Core.Telemetry;

/// <summary>What may be logged of an exception: its types and where it happened. Never its message, which may quote the text that it was about.</summary>
public static class ExceptionTrace
{
    private const int DeepestCause = 5;

    /// <summary>Types and frames of an exception and of its causes, without any message.</summary>
    public static string Of(Exception exception)
    {
        var text = new StringBuilder();
        var cause = exception;
        for (var depth = 0; cause is not null && depth < DeepestCause; depth++, cause = cause.InnerException)
        {
            text.Append(depth == 0 ? string.Empty : "\ncaused by ").Append(cause.GetType().FullName);
            if (cause.StackTrace is { } frames)
                text.Append('\n').Append(frames);
        }

        return text.ToString();
    }
}
