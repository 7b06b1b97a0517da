using System.Text.Json.Serialization;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>What a load balancer asks.</summary>
public static class HealthApi
{
    /// <summary>How long the journal may take to say that it is well.</summary>
    public static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Operations").AllowsAnybody();
        health.MapGet("/live", (BuildVersion build) => TypedResults.Ok(new HealthView("live", build.Version, build.Commit))).WithName("live").WithSummary("The process answers");
        health.MapGet("/ready", ReadyAsync).WithName("ready").WithSummary("Purchases can be taken: the journal is well and the host is not stopping").Refuses();
    }

    private static async Task<Results<Ok<HealthView>, ProblemResult>> ReadyAsync(
        IJournal journal, IHostApplicationLifetime lifetime, BuildVersion build, IServiceProvider services, CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return (ProblemResult)Problem.Of(StatusCodes.Status503ServiceUnavailable, "draining", "The host is stopping.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(CheckTimeout);
        try
        {
            await journal.CheckAsync(limit.Token).WaitAsync(limit.Token);
            // A host without a store of its own has nothing to tell.
            var unreadable = services.GetService<IUnreadableRows>()?.Rows ?? [];
            var stopped = services.GetService<FollowerStatuses>()?.All.Where(follower => follower.State is FollowerState.Full or FollowerState.Failing).ToList() ?? [];
            return TypedResults.Ok(new HealthView("ready", build.Version, build.Commit)
            {
                Unreadable = unreadable.Count == 0 ? null : [.. unreadable.Select(UnreadableView.Of)],
                StoppedFollowers = stopped.Count == 0 ? null : [.. stopped.Select(follower => new StoppedFollower(follower.Name, follower.State == FollowerState.Full ? "full" : "failing"))],
            });
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (ProblemResult)Problem.Of(StatusCodes.Status503ServiceUnavailable, "journal-unavailable", "The journal does not answer in time.");
        }
    }
}

/// <param name="Status">live or ready.</param>
/// <param name="Version">Of what runs here, such as <c>1.2.0</c>.</param>
/// <param name="Commit">Its sources; empty where they were in no repository.</param>
public sealed record HealthView(string Status, string Version, string Commit)
{
    /// <summary>Rows of the ledger and persons that were met and cannot be read; left out where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<UnreadableView>? Unreadable { get; init; }

    /// <summary>Followers that stand still; left out where there are none. Nothing waits for one, so the host is ready all the same.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StoppedFollower>? StoppedFollowers { get; init; }
}

/// <summary>A follower that stands still.</summary>
/// <param name="Name">Its kind, and its id where there are several of the kind.</param>
/// <param name="State">full: as many members are set aside as may be; failing: what it needs cannot be done now.</param>
public sealed record StoppedFollower(string Name, string State);
