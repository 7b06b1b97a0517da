using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Stands for the actor of a member in this process.</summary>
internal sealed class AccountReference(SingleNodeGrains runtime, MemberId member) : AccountCalls
{
    protected override Task<T> RunAsync<T, TArgument>(Func<ILoyaltyAccountGrain, TArgument, Task<T>> turn, TArgument argument) =>
        runtime.RunAsync(member, turn, argument);
}
