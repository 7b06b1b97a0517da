using Loyalty.Domain;
using Orleans.Placement;

namespace Loyalty.Grains;

/// <summary>
/// Runs one follower in the cluster. What it does goes on outside its turns, so that it always answers; it stays live until it is stopped
/// or its silo goes.
/// </summary>
/// <remarks>Placed where it is asked for first: a process in which its kind is turned off never asks.</remarks>
[GrainType("follower")]
[PreferLocalPlacement]
[KeepAlive]
public sealed class FollowerGrain(RunningFollowers followers) : Grain, IFollowerGrain
{
    private string Name => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public Task<FollowerStatus> Run()
    {
        try
        {
            var follower = followers.Open(Name);
            follower.Start();
            return Task.FromResult(follower.Status);
        }
        catch (EngineBusyException)
        {
            // Its silo is going: the next who asks has it elsewhere.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task Stop()
    {
        await followers.CloseAsync(Name);
        DeactivateOnIdle();
    }

    /// <inheritdoc/>
    public Task RetryNow(string? member)
    {
        followers.Open(Name).RetryNow(member is null ? null : MemberId.Of(member));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        followers.CloseAsync(Name).WaitAsync(cancellationToken);
}
