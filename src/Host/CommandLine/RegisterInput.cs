using Vigie.Classifier.People;

namespace Vigie.Host.CommandLine;

/// <summary>Reads a register file for a command; what is wrong with it becomes one sentence that names no person.</summary>
internal static class RegisterInput
{
    public static async Task<IReadOnlyList<RegisterPerson>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return RegisterFile.Read(await File.ReadAllTextAsync(file, cancellationToken));
        }
        catch (InvalidDataException exception)
        {
            throw new CommandProblemException($"the register '{file}' is wrong: {exception.Message}", ExitCodes.BadInput);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandProblemException($"the register '{file}' cannot be opened ({exception.GetType().Name}): expected a readable JSON file.", ExitCodes.BadInput);
        }
    }
}
