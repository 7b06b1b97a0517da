using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Gives out the accounts of the cluster, wherever they live, and knows which of this host's calls are under way.</summary>
internal sealed class ClusterGrains(IGrainFactory factory, TimeProvider time) : IGrains, IRuntime
{
    private readonly Resending _resending = new(time);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private volatile bool _draining;

    /// <inheritdoc/>
    public ILoyaltyAccountGrain LoyaltyAccount(MemberId member) => new Reference(this, factory.GetGrain<IOrleansLoyaltyAccountGrain>(member.Value));

    /// <inheritdoc/>
    public Task DrainAsync()
    {
        _draining = true;
        if (Volatile.Read(ref _calls) == 0)
            _drained.TrySetResult();
        return _drained.Task;
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> call, bool isRepeatable = true)
    {
        Interlocked.Increment(ref _calls);
        try
        {
            if (_draining)
                throw new EngineBusyException("The silo is shutting down.");
            return await _resending.CallAsync(call, isRepeatable);
        }
        finally
        {
            if (Interlocked.Decrement(ref _calls) == 0 && _draining)
                _drained.TrySetResult();
        }
    }

    /// <summary>Stands for one account.</summary>
    private sealed class Reference(ClusterGrains grains, IOrleansLoyaltyAccountGrain account) : AccountCalls
    {
        // Without a key a second enrolment could not be told from the first one's repetition.
        public override Task<Outcome<StatusView>> Enrol(EnrolMember command) =>
            grains.CallAsync(() => account.Enrol(command), isRepeatable: command.IdempotencyKey is not null);

        // Orleans' own serializer carries a list as such, but not what a collection expression makes of one.
        public override Task<ImportOutcome> Import(IReadOnlyList<ImportRow> rows) => grains.CallAsync(() => account.Import(rows.ToList()));

        protected override Task<T> RunAsync<T, TArgument>(Func<ILoyaltyAccountGrain, TArgument, Task<T>> turn, TArgument argument) =>
            grains.CallAsync(() => turn(account, argument));
    }
}
