using BenchmarkDotNet.Attributes;
using Loyalty.Domain;

namespace Loyalty.Bench;

/// <summary>A purchase in the domain, on an account with fifty purchases in its window.</summary>
public class DomainBenchmarks
{
    private readonly Programme _programme = BuiltInProgramme.Value;
    private readonly DateOnly _today = new(2026, 11, 21);
    private LoyaltyAccount _account = null!;
    private Purchase _purchase = null!;
    private AccountEvent _event = null!;
    private DateTimeOffset _at;

    [GlobalSetup]
    public void Prepare()
    {
        _at = _programme.StartOf(_today);
        _account = Accounts.WithPurchases(MemberId.Issue(1), LiveMembers.PurchasesEach, _today);
        _purchase = Accounts.Purchase("measured", 12_00);
        _event = Decide();
    }

    /// <summary>Decides and takes the event in, as a command does.</summary>
    [Benchmark(Description = "Decide and apply a purchase")]
    public long DecideAndApply()
    {
        _account.Apply(Decide(), _at);
        return _account.Version;
    }

    /// <summary>Takes in an event that is there already: what allocates here is not the event.</summary>
    [Benchmark(Description = "Apply a purchase")]
    public long Apply()
    {
        _account.Apply(_event, _at);
        return _account.Version;
    }

    private AccountEvent Decide() => AccountDecisions.Record(_account, _purchase, _today, _programme, ExchangeRates.None).Value.Change;
}
