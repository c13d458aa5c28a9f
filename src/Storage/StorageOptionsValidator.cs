using Microsoft.Extensions.Options;
using Npgsql;

namespace Vigie.Storage;

/// <summary>Says in one sentence which key is wrong and what was expected.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        if (options.Provider == StorageProvider.Sqlite)
            return string.IsNullOrWhiteSpace(options.File)
                ? ValidateOptionsResult.Fail("Database:File is empty: expected the path of the SQLite file.")
                : ValidateOptionsResult.Success;

        if (options.ConnectionStringFile is { } file && !File.Exists(file))
            return ValidateOptionsResult.Fail($"Database:ConnectionStringFile names '{file}', which does not exist: expected a readable file that holds a PostgreSQL connection string.");
        if (options.ConnectionStringFile is null && options.ConnectionString is null)
            return ValidateOptionsResult.Fail("Database:ConnectionString is missing: Database:Provider is Postgres, so a connection string (or Database:ConnectionStringFile) is expected.");

        try
        {
            _ = new NpgsqlConnectionStringBuilder(ConnectionStrings.Postgres(options));
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException)
        {
            // The exception would quote the string, and with it the password.
            return ValidateOptionsResult.Fail("Database:ConnectionString cannot be read: expected an Npgsql connection string such as Host=db;Database=vigie;Username=vigie;Password=….");
        }
    }
}
