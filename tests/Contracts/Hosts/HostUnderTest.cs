using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

/// <summary>A running host with everything that a test needs to look at it.</summary>
public abstract class HostUnderTest : IAsyncDisposable
{
    /// <summary>The actors.</summary>
    public abstract IGrainFactory Grains { get; }

    /// <summary>The journal they write to; shared by restarts.</summary>
    public abstract WatchedJournal Journal { get; }

    /// <summary>What was published.</summary>
    public abstract RecordingHub Hub { get; }

    public abstract TestClock Time { get; }

    public abstract RateBook Rates { get; }

    public abstract IExpirySweep Sweep { get; }

    public virtual Programme Programme => BuiltInProgramme.Value;

    /// <summary>Makes every live actor go, as if it had been idle.</summary>
    public abstract Task PassivateAllAsync();

    /// <summary>Ends the host as a shutdown does, then starts it anew on the same ledger.</summary>
    public abstract Task RestartAsync();

    /// <summary>Drains: what was accepted comes to its end, nothing new is taken.</summary>
    public abstract Task DrainAsync();

    public abstract ValueTask DisposeAsync();

    public ILoyaltyAccountGrain Account(string member) => Grains.LoyaltyAccount(MemberId.Of(member));

    /// <summary>Enrols on the clock's day and gives the actor.</summary>
    public async Task<ILoyaltyAccountGrain> EnrolAsync(string member, string given = "Ada", string family = "Lovelace")
    {
        var account = Account(member);
        var outcome = await account.Enrol(new EnrolMember("app", new Profile(given, family), IdempotencyKey: null));
        return outcome.Refusal is null ? account : throw new InvalidOperationException(outcome.Refusal.Detail);
    }

    /// <summary>Moves the clock to noon of a day, midnight by midnight.</summary>
    public async Task MoveToAsync(DateOnly day)
    {
        using var mover = new ClockMover(Time, Programme, new ProgrammeClock(Programme, Time), Sweep, new ProgrammeBook(Programme));
        var refusal = await mover.MoveToAsync(Programme.StartOf(day).AddHours(12), CancellationToken.None);
        if (refusal is not null)
            throw new InvalidOperationException(refusal.Detail);
    }

    public Task MoveToAsync(string day) => MoveToAsync(DateOnly.ParseExact(day, "yyyy-MM-dd"));

    /// <summary>A purchase in francs.</summary>
    public static Purchase Francs(string transaction, decimal amount, PurchaseType type = PurchaseType.Flight, string? date = null) => new(
        new TransactionId(transaction),
        type,
        Money.From(amount, Currency.Of("CHF")).Value,
        date is null ? null : DateOnly.ParseExact(date, "yyyy-MM-dd"));
}
