using Loyalty.Api;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>
/// Sees to it that the followers run which are to run: asks each every few seconds, so that one whose silo has gone runs again, in this
/// silo if no other is quicker. A kind that is turned off here is not asked for, and so never runs here.
/// </summary>
internal sealed class FollowerStart(
    RunningFollowers followers, FollowerStatuses statuses, IConfiguration configuration, IGrainFactory grains, ILogger<FollowerStart> log) : BackgroundService
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(3);

    private readonly IReadOnlyList<IFollowerKind> _kinds = Enabled(configuration, followers.Kinds);
    private readonly HashSet<string> _asked = [];

    // By real time: a clock that stands must not keep a follower from running.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var kind in _kinds)
                await AskAsync(kind, stoppingToken);
            await Task.Delay(AskEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Followers keep their cursors while the journal and the silo are still there.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await followers.CloseAllAsync().WaitAsync(cancellationToken);
    }

    private async Task AskAsync(IFollowerKind kind, CancellationToken cancellation)
    {
        HashSet<string> named;
        try
        {
            named = [.. await kind.ListAsync()];
        }
        catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
        {
            log.LogWarning("The followers '{Kind}' are named later: {Reason}", kind.Name, fault.Message);
            return;
        }

        var gone = _asked.Where(name => RunningFollowers.KindOf(name) == kind.Name && !named.Contains(name)).ToList();
        _asked.UnionWith(named);
        _asked.ExceptWith(gone);
        await Task.WhenAll([.. named.Select(name => TellAsync(name, RunAsync, cancellation)), .. gone.Select(name => TellAsync(name, EndAsync, cancellation))]);
    }

    private async Task RunAsync(string name) => statuses.Set(await grains.Follower(name).Run());

    private async Task EndAsync(string name)
    {
        statuses.Remove(name);
        await grains.Follower(name).Stop();
    }

    // One that cannot be asked now is asked again, and holds no other up.
    private async Task TellAsync(string name, Func<string, Task> tell, CancellationToken cancellation)
    {
        try
        {
            await tell(name).WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            log.LogWarning("Follower {Follower} cannot be asked to run or to end now: {Reason}", name, fault.Message);
        }
    }

    /// <exception cref="StartRefusedException">A setting names a kind that is not there, or says neither yes nor no.</exception>
    private static List<IFollowerKind> Enabled(IConfiguration configuration, IReadOnlyDictionary<string, IFollowerKind> kinds)
    {
        var off = new HashSet<string>();
        foreach (var setting in configuration.GetSection("Loyalty:Followers").GetChildren())
        {
            var name = kinds.Keys.FirstOrDefault(kind => kind.Equals(setting.Key, StringComparison.OrdinalIgnoreCase))
                ?? throw new StartRefusedException($"{setting.Path}: there is no such follower; there are {string.Join(", ", kinds.Keys.Order(StringComparer.Ordinal))}.");
            switch (setting["Enabled"])
            {
                case null or "" or "true":
                    break;
                case "false":
                    off.Add(name);
                    break;
                case var other:
                    throw new StartRefusedException($"{setting.Path}:Enabled is '{other}'; true or false are allowed.");
            }
        }

        return [.. kinds.Values.Where(kind => !off.Contains(kind.Name))];
    }
}
