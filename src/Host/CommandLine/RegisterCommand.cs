using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Vigie.Classifier.People;
using Vigie.Host.Configuration;
using Vigie.Host.Health;
using Vigie.Storage;

namespace Vigie.Host.CommandLine;

/// <summary><c>vigie register import|export</c>: the protected people. Prints counts, never names.</summary>
internal sealed class RegisterCommand : Command
{
    public RegisterCommand() : base("register", "Imports or exports the protected people.")
    {
        Subcommands.Add(Import());
        Subcommands.Add(Export());
    }

    private static Command Import()
    {
        var file = new Argument<string>("file") { Description = "JSON file, a list of {\"id\",\"names\",\"aliases\",\"role\",\"site\",\"handles\"}." };
        var replace = new Option<bool>("--replace") { Description = "Also removes everybody who is not in the file." };
        var config = ConfigOption.Create();
        var command = new Command("import", "Adds and updates people from a file, all or none.") { file, replace, config };
        command.SetAction((parsed, cancellationToken) => WithDatabaseAsync(parsed.GetValue(config), async db =>
        {
            var people = await RegisterInput.ReadAsync(parsed.GetRequiredValue(file), cancellationToken);
            var (added, updated, removed) = await RegisterImport.ApplyAsync(db, people, parsed.GetValue(replace), cancellationToken);
            Console.WriteLine($"{people.Count} people in the file: {added} added, {updated} updated, {removed} removed.");
        }, cancellationToken));
        return command;
    }

    private static Command Export()
    {
        var file = new Argument<string?>("file") { Description = "File to write. Default: standard output.", Arity = ArgumentArity.ZeroOrOne };
        var config = ConfigOption.Create();
        var command = new Command("export", "Writes the people in the format of the import.") { file, config };
        command.SetAction((parsed, cancellationToken) => WithDatabaseAsync(parsed.GetValue(config), async db =>
        {
            var people = await db.Register.AsNoTracking().OrderBy(entry => entry.Id).ToListAsync(cancellationToken);
            var target = parsed.GetValue(file);
            await using var stream = target is null ? Console.OpenStandardOutput() : File.Create(target);
            await RegisterFile.WriteAsync(stream, people.Select(row => new RegisterPerson(row.Id, row.Names, row.Aliases, row.Role, row.Site, row.Handles)), cancellationToken);
            await Console.Error.WriteLineAsync($"{people.Count} people exported.");
        }, cancellationToken));
        return command;
    }

    private static Task<int> WithDatabaseAsync(string? configFile, Func<MonitorDb, Task> work, CancellationToken cancellationToken) => ConfigurationSentence.GuardAsync(async () =>
    {
        await using var services = ToolServices.Build(configFile);
        var dialect = services.GetRequiredService<StorageDialect>();
        try
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync(cancellationToken);
            await work(db);
            return ExitCodes.Success;
        }
        catch (Exception exception) when (dialect.FaultOf(exception) is var fault && fault != StorageFault.None)
        {
            throw new CommandProblemException($"the database cannot be used: {StorageFaultWords.Of(fault)}.", ExitCodes.Unavailable);
        }
    });
}
