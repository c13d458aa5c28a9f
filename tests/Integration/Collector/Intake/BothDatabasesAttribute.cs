using System.Reflection;
using Vigie.Storage;
using Xunit.Sdk;
using Xunit.v3;

namespace Vigie.IntegrationTests.Collector.Intake;

/// <summary>Runs a theory on each database.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([new TheoryDataRow<StorageProvider>(StorageProvider.Sqlite), new TheoryDataRow<StorageProvider>(StorageProvider.Postgres)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
