namespace Loyalty.Grains;

/// <summary>Has the held tiers follow the ledger. What it has done stands with them, so a batch that comes twice changes nothing.</summary>
public sealed class FinanceFollower(BenefitProjection projection) : IFollowerKind, IFollowerWork
{
    public string Name => "finance";

    /// <summary>Purchases go first: while there is more to read it rests three times as long as it works.</summary>
    public int Rest => 3;

    public IFollowerWork Open(string follower) => this;

    public async Task<WorkResult> DoAsync(WorkBatch batch, CancellationToken cancellation)
    {
        // The sums say themselves how far they are, and read on from there: a batch tells only how far there is something to read.
        await projection.FollowAsync(batch.Events[^1].Sequence, cancellation);
        return WorkResult.Done;
    }
}
