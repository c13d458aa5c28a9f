using Microsoft.Extensions.Options;
using Vigie.Core.Configuration;

namespace Vigie.Host.CommandLine;

/// <summary>Turns a wrong configuration, and whatever else stops a command from outside, into one sentence on the error stream without a stack of calls.</summary>
internal static class ConfigurationSentence
{
    public static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception exception) when (SentenceOf(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync("vigie: " + sentence);
            return exception is CommandProblemException problem ? problem.ExitCode : ExitCodes.BadConfiguration;
        }
    }

    private static string? SentenceOf(Exception exception) => exception switch
    {
        CommandProblemException problem => problem.Message,
        ConfigurationProblemException problem => problem.Message,
        OptionsValidationException validation => validation.Failures.FirstOrDefault(),
        AggregateException { InnerException: { } inner } => SentenceOf(inner),
        _ => null,
    };
}
