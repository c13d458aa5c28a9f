using Vigie.Benchmarks.Embedded;
using Vigie.Benchmarks.Judgement;
using Vigie.Benchmarks.Way;

// ./build.sh bench [name]; each benchmark prints its floor or its target in the same run.
var benchmarks = new Dictionary<string, Func<Task<bool>>>(StringComparer.Ordinal)
{
    ["way"] = WayBenchmark.RunAsync,
    ["judgement"] = JudgementBenchmark.RunAsync,
    ["embedded"] = EmbeddedBenchmark.RunAsync,
};
var wanted = args.Length > 0 ? args : [.. benchmarks.Keys];
var unknown = wanted.Where(name => !benchmarks.ContainsKey(name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"No benchmark called {string.Join(", ", unknown)}: there are {string.Join(", ", benchmarks.Keys)}.");
    return 2;
}

Console.WriteLine($"machine: {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GB, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, .NET {Environment.Version}");
var (passed, failed) = (0, 0);
foreach (var name in wanted)
{
    Console.WriteLine($"== {name}");
    if (await benchmarks[name]())
        passed++;
    else
        failed++;
}

Console.WriteLine($"{passed} passed, {failed} failed, 0 skipped");
return failed == 0 ? 0 : 1;
