using Microsoft.EntityFrameworkCore;
using Vigie.Classifier.People;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.Host.CommandLine;

/// <summary>Writes a register file over the register, in one transaction.</summary>
internal static class RegisterImport
{
    public static async Task<(int Added, int Updated, int Removed)> ApplyAsync(MonitorDb db, IReadOnlyList<RegisterPerson> people, bool replace, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var known = await db.Register.ToDictionaryAsync(entry => entry.Id, StringComparer.Ordinal, cancellationToken);
        foreach (var person in people)
        {
            if (!known.TryGetValue(person.Id, out var row))
            {
                db.Register.Add(EntryOf(person));
                continue;
            }

            (row.Names, row.Aliases, row.Handles) = (person.Names, person.Aliases, person.Handles);
            (row.Role, row.Site) = (person.Role, person.Site);
        }

        if (replace)
            db.Register.RemoveRange(known.Values.ExceptBy(people.Select(person => person.Id), row => row.Id));

        var changes = db.ChangeTracker.Entries().Select(entry => entry.State).ToList();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (changes.Count(state => state == EntityState.Added), changes.Count(state => state == EntityState.Modified), changes.Count(state => state == EntityState.Deleted));
    }

    private static RegisterEntry EntryOf(RegisterPerson person) => new()
    {
        Id = person.Id,
        Names = person.Names,
        Aliases = person.Aliases,
        Role = person.Role,
        Site = person.Site,
        Handles = person.Handles,
    };
}
