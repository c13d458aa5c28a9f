using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Fakes.Clocks;
using Vigie.Fakes.Waiting;
using Vigie.Host;
using Vigie.Host.CommandLine;

namespace Vigie.IntegrationTests.Host;

/// <summary>A service that starts before its database waits a minute for it.</summary>
public sealed class DatabaseWaitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_database_that_stays_away_for_a_minute_is_one_sentence_and_exit_code_69()
    {
        await using var app = Build(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:Provider"] = "Postgres",
            ["Database:ConnectionString"] = "Host=127.0.0.1;Port=1;Username=vigie;Password=hunter2;Database=vigie",
        });
        var began = _clock.GetUtcNow();

        var waiting = ServiceStart.PrepareAsync(app.Services, CancellationToken.None);
        await MoveUntilAsync(waiting);

        var problem = await Should.ThrowAsync<CommandProblemException>(waiting);
        problem.ExitCode.ShouldBe(ExitCodes.Unavailable);
        problem.Message.ShouldContain("cannot be reached: gave up after 60 seconds");
        problem.Message.ShouldNotContain("hunter2");
        (_clock.GetUtcNow() - began).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        await using var app = Build(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:Provider"] = "Postgres",
            ["Database:ConnectionString"] = "Host=127.0.0.1;Port=1;Username=vigie;Database=vigie",
        });
        using var stop = new CancellationTokenSource();
        var waiting = ServiceStart.PrepareAsync(app.Services, stop.Token);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_clock.WaitingTimers > 0), Patience, "the wait has begun");

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting.WaitAsync(Patience));
    }

    private Microsoft.AspNetCore.Builder.WebApplication Build(Dictionary<string, string?> settings)
    {
        settings["Urls"] = "http://127.0.0.1:0";
        settings["Database:MigrateOnStart"] = "true";
        settings["Logging:LogLevel:Default"] = "None";
        return VigieApplication.Build(null, "review", builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Services.AddSingleton<TimeProvider>(_clock);
        });
    }

    private async Task MoveUntilAsync(Task waiting)
    {
        while (!waiting.IsCompleted)
        {
            await Eventually.BecomesTrueAsync(() => Task.FromResult(_clock.WaitingTimers > 0 || waiting.IsCompleted), Patience, "the next attempt has failed");
            _clock.Advance(waiting.IsCompleted ? TimeSpan.Zero : TimeSpan.FromSeconds(2));
        }
    }
}
