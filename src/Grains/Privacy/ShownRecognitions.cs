using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Finds where a member may be shown at this moment, and takes them off there.</summary>
public sealed class ShownRecognitions(IAirportStore store, IHubPublisher hub, ProgrammeClock clock)
{
    /// <summary>Check-ins of a member that are looked at: more than anybody can have made within the time that one is shown.</summary>
    public const int MaxLookedAt = 100;

    /// <summary>The recognitions of a member that have not expired.</summary>
    public async Task<IReadOnlyList<Withdrawal>> OfAsync(MemberId member)
    {
        var now = clock.Now;
        return [.. (await store.ReadMemberAsync(member, MaxLookedAt)).Where(kept => kept.ExpiresAt > now).Select(Recognitions.Withdrawn)];
    }

    /// <summary>Takes recognitions off their displays.</summary>
    public void Withdraw(IEnumerable<Withdrawal> shown)
    {
        foreach (var withdrawal in shown)
            hub.Publish(withdrawal);
    }
}
