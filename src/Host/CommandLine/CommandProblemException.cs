namespace Vigie.Host.CommandLine;

/// <summary>A command cannot go on, for a reason outside the program: one sentence and the exit code that says which.</summary>
/// <param name="sentence">The sentence; never a secret, never a person's name.</param>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
internal sealed class CommandProblemException(string sentence, int exitCode) : Exception(sentence)
{
    public int ExitCode { get; } = exitCode;
}
