using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Grains.Tests;

/// <summary>The sums against what each member's events give one by one (D-i4), over a ledger with imports, returns and erasures in it.</summary>
public sealed class BenefitProjectionTests : IAsyncLifetime
{
    private const int Members = 60;

    private static readonly DateOnly First = new(2026, 10, 20);
    private static readonly DateOnly Last = new(2028, 3, 10);
    private static readonly SumTree Small = new(8, 3);

    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-finance-").FullName;
    private readonly ProgrammeBook _book = new(BuiltInProgramme.Value);
    private readonly Dictionary<MemberId, DateOnly> _ends = [];
    private readonly List<RecordedEvent> _events = [];
    private LoyaltyStore _store = null!;

    private static ProgrammeVersions Versions => BuiltInProgramme.Value;

    public async Task InitializeAsync()
    {
        _store = await LoyaltyStore.OpenAsync("sqlite", $"Data Source={_folder}/loyalty.db", TimeProvider.System, NullLoggerFactory.Instance);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_was_known_at_any_sequence_and_instant_is_told_whenever_and_by_whomever_it_was_followed()
    {
        var random = new Random(4);
        using var projection = new BenefitProjection(_store.Journal, _store.Finance, _book, Small);
        using var other = new BenefitProjection(_store.Journal, _store.Finance, _book, Small);
        var asked = new List<(DateTimeOffset At, FinancePosition Position, string Known, DateOnly Day)>();
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            await LiveAsync(day, random);
            if (random.Next(6) == 0)
                await (random.Next(2) == 0 ? projection : other).FollowAsync(await _store.Journal.LastSequenceAsync(), CancellationToken.None);
            if (random.Next(20) != 0)
                continue;
            // Asked at an instant when nothing later is there: what comes later must not change the answer.
            var at = At(day, 20);
            if (await projection.AtAsync(at) is { } position && await projection.KnownAsync(position) is { } known)
                asked.Add((at, position, Told(known, day), day));
        }

        await projection.FollowAsync(await _store.Journal.LastSequenceAsync(), CancellationToken.None);
        Assert.True(_ends.Count > 3 && asked.Count > 10 && _events.Count > 400, $"{_ends.Count} ends, {asked.Count} questions, {_events.Count} events");
        var now = new FinancePosition(await _store.Journal.LastSequenceAsync(), await _store.Finance.EndsAtAsync(null));
        var told = Told((await projection.KnownAsync(now))!, Last.AddDays(1));
        Assert.Equal(Told(OneByOne(long.MaxValue, _ends), Last.AddDays(1)), told);
        foreach (var (at, position, known, day) in asked)
        {
            Assert.Equal(position, await projection.AtAsync(at));
            Assert.Equal(known, Told((await projection.KnownAsync(position))!, day));
            Assert.Equal(known, Told(OneByOne(position.Sequence, _ends.Where(end => end.Value < day || (end.Value == day)).ToDictionary()), day));
        }

        // From the first event again, all at once: the same.
        await projection.ForgetAsync();
        using var fresh = new BenefitProjection(_store.Journal, _store.Finance, _book, Small);
        Assert.Null(await fresh.KnownAsync(now));
        await fresh.FollowAsync(now.Sequence, CancellationToken.None);
        await fresh.FollowAsync(now.Sequence, CancellationToken.None);
        Assert.Equal(told, Told((await fresh.KnownAsync(now))!, Last.AddDays(1)));
        Assert.All(asked, one => Assert.Equal(one.Known, Told(fresh.KnownAsync(one.Position).Result!, one.Day)));
    }

    private static DateTimeOffset At(DateOnly day, int hour) => new(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);

    private static string Told(BenefitDays known, DateOnly before) => string.Join('\n', known.Held.Runs(Versions, before)
        .SelectMany(run => Enumerable.Range(run.From.DayNumber, run.Before.DayNumber - run.From.DayNumber).Select(day => (Day: day, run.Members)))
        .Select(day => $"{DateOnly.FromDayNumber(day.Day):O} {string.Join(' ', day.Members.Take(4))}")
        .Append(string.Join(' ', known.Unearned.Days)));

    // Every member for itself, without sums.
    private BenefitDays OneByOne(long through, Dictionary<MemberId, DateOnly> ends)
    {
        var days = new BenefitDays();
        foreach (var member in _events.Where(e => e.Sequence <= through).GroupBy(e => e.Member))
        {
            var held = new TierTimeline { EndsOn = ends.TryGetValue(member.Key, out var end) ? end : null };
            var (ledger, counted) = (new AccountLedger(), new List<UnearnedRun>());
            foreach (var change in member.Select(e => e.Event))
            {
                ledger.Apply(change);
                if (change is SpendReversed { State: CreditState.Counting } && !(change.Date >= held.EndsOn))
                {
                    var found = UnearnedDays.Of(held, ledger, change.Date, Versions, counted);
                    counted.AddRange(found);
                    foreach (var run in found)
                        days.Unearned.Add(CivilMonth.Of(change.Date), run);
                }

                held.Apply(change, Versions, days.Held.Add);
            }
        }

        return days;
    }

    private readonly Dictionary<MemberId, (LoyaltyAccount Account, List<AccountEvent> Events)> _accounts = [];
    private int _bought;

    private async Task LiveAsync(DateOnly day, Random random)
    {
        for (var number = 0; number < Members; number++)
        {
            var member = Samples.Member(number + 1);
            if (_ends.ContainsKey(member))
                continue;
            var known = _accounts.TryGetValue(member, out var life);
            if (!known && random.Next(120) == 0)
                await AppendAsync(member, day, [AccountDecisions.Enrol("web", day)]);
            if (!known)
                continue;
            if (life.Account.Due <= day && random.Next(5) != 0)
                await AppendAsync(member, day, AccountDecisions.Advance(life.Account, day, Versions));
            if (random.Next(45) == 0)
                await ActAsync(member, life.Account, life.Events, day, random);
            if (random.Next(2_500) == 0)
            {
                await _store.Erasure.EraseAsync(Samples.Erased(member, At(day, 15)));
                _ends[member] = day;
            }
        }
    }

    private async Task ActAsync(MemberId member, LoyaltyAccount account, List<AccountEvent> events, DateOnly day, Random random)
    {
        var ledger = new AccountLedger();
        foreach (var change in events)
            ledger.Apply(change);
        var amount = new Money(random.Next(100, 2_600) * 100L, Versions.Currency);
        var bought = ledger.Entries.Where(e => !e.IsFullyReversed).ToList();
        if (random.Next(4) == 0 && bought.Count > 0)
        {
            var id = bought[random.Next(bought.Count)].Posting.Purchase.TransactionId;
            var request = new ReversalRequest(new ReversalId($"r{_bought++}"), id, null, "refund");
            await AppendAsync(member, day, AccountDecisions.Reverse(account, ledger, request, day, Versions).Value.Events);
            return;
        }

        var isImport = random.Next(3) == 0;
        var purchase = new Purchase(new TransactionId($"t{_bought++}"), PurchaseType.Flight, amount, isImport ? day.AddDays(-random.Next(0, 90)) : day);
        var decision = isImport
            ? AccountDecisions.Import(account, ledger, purchase, day, Versions, ExchangeRates.None)
            : AccountDecisions.Record(account, purchase, day, Versions, ExchangeRates.None);
        if (decision.Refusal is null)
            await AppendAsync(member, day, decision.Value.Events);
        if (isImport)
            await AppendAsync(member, day, AccountDecisions.Advance(account, day, Versions));
    }

    private async Task AppendAsync(MemberId member, DateOnly day, IReadOnlyList<AccountEvent> events)
    {
        if (events.Count == 0)
            return;
        if (!_accounts.TryGetValue(member, out var life))
            _accounts[member] = life = (new LoyaltyAccount(member), []);
        var at = At(day, 10);
        Assert.Equal(AppendOutcome.Appended, await _store.Journal.AppendAsync(new JournalAppend(
            member, life.Account.Version, events, at, life.Account.Version == 0 ? Samples.Person(member) : null)));
        foreach (var change in events)
        {
            life.Account.Apply(change, at);
            life.Events.Add(change);
            _events.Add(new RecordedEvent(_events.Count + 1, member, life.Account.Version, at, change));
        }
    }
}
