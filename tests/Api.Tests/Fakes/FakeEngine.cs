using System.Collections.Concurrent;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api.Tests;

/// <summary>
/// The least that can stand behind the API: members and purchases in memory, without any reckoning. For tests of the API's own
/// work; the rules are tested where they live.
/// </summary>
public sealed class FakeEngine : IJournal, IRateBook, IExpirySweep, IAccountAudit, IMemberSearch, IPopulation
{
    private readonly ConcurrentDictionary<MemberId, FakeAccount> _accounts = [];

    /// <summary>What every account does before it answers.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    /// <summary>What a question for the status waits for once its answer is reckoned.</summary>
    public Task Late { get; set; } = Task.CompletedTask;

    /// <summary>Receives every change, as the engine's hub does.</summary>
    public IHubPublisher? Hub { get; set; }

    public ConcurrentQueue<RecordedEvent> Events { get; } = [];

    public List<long> Completed { get; } = [];

    public int Sweeps { get; private set; }

    public ExchangeRates Current { get; private set; } = ExchangeRates.None;

    public bool JournalDown { get; set; }

    public IGrainFactory Grains => new FakeGrainFactory(Account);

    public FakeAccount Account(MemberId member) => _accounts.GetOrAdd(member, id => new FakeAccount(this, id));

    public Task PutAsync(DateOnly date, IReadOnlyDictionary<string, decimal> rates)
    {
        Current = Current.With(date, rates);
        return Task.CompletedTask;
    }

    public Outcome<QuoteView> Quote(QuoteRequest request) =>
        new QuoteView(null, "CHF", [], request.Lines.Sum(line => line.Amount.ToDecimal()), 0, "Member", "Member", 0, null, null, null);

    public Task<long> BeginImportAsync() => LastSequenceAsync();

    public Task CompleteImportAsync(long sequenceBefore, CancellationToken cancellation = default)
    {
        Completed.Add(sequenceBefore);
        return Task.CompletedTask;
    }

    public Task StepAsync(DateOnly after, CancellationToken cancellation = default) => Task.CompletedTask;

    public Task SweepAsync(bool everyone = false, CancellationToken cancellation = default)
    {
        Sweeps++;
        return Task.CompletedTask;
    }

    public Task<AppendOutcome> AppendAsync(JournalAppend append) => throw new NotSupportedException();

    public Task<IReadOnlyList<RecordedEvent>> ReadAccountAsync(MemberId member, long afterVersion, int limit) => throw new NotSupportedException();

    public Task<IReadOnlyList<MemberId>> ReadMembersAsync(MemberId? after, int limit) => throw new NotSupportedException();

    public Task<IReadOnlyList<RecordedEvent>> ReadAllAsync(long afterSequence, int limit) =>
        Task.FromResult<IReadOnlyList<RecordedEvent>>([.. Events.Where(e => e.Sequence > afterSequence).Take(limit)]);

    public Task<IReadOnlyList<RecordedEvent>> FindAsync(IReadOnlyList<CommandKey> keys) =>
        Task.FromResult<IReadOnlyList<RecordedEvent>>([.. Events.Where(e => CommandKey.Of(e.Event) is { } key && keys.Contains(key))]);

    public Task<DuePage> ReadDueAsync(DueQuery query) => throw new NotSupportedException();

    public Task<long> LastSequenceAsync() => Task.FromResult((long)Events.Count);

    /// <summary>What the audit finds of every member; nothing by default.</summary>
    public IReadOnlyList<AuditFinding> Findings { get; set; } = [];

    public Task<AuditPage> CheckAsync(MemberId? after, int limit, CancellationToken cancellation)
    {
        var members = _accounts.Where(account => account.Value.Version > 0).Select(account => account.Key.Value)
            .Where(member => after is null || string.CompareOrdinal(member, after.Value.Value) > 0)
            .Order(StringComparer.Ordinal).Take(limit).ToList();
        return Task.FromResult(new AuditPage(members.Count, members.Count, 0, members.Count, Findings, members.Count < limit ? null : members[^1]));
    }

    public Task<AuditPage?> CheckAsync(MemberId member) =>
        Task.FromResult(Account(member).Version == 0 ? null : new AuditPage(1, 1, 0, 1, Findings, null));

    public Task<IReadOnlyList<MemberId>> FindAsync(string query, int limit) => Task.FromResult<IReadOnlyList<MemberId>>(
        [.. _accounts.Keys.Where(member => member.Value.StartsWith(query, StringComparison.Ordinal)).OrderBy(member => member.Value).Take(limit)]);

    public Task<PopulationView> CountAsync() => Task.FromResult(
        new PopulationView(default, 0, 0, "CHF", _accounts.Count, 0, 0, 0.00m, 0.00m, [new TierPopulation("Member", 0, _accounts.Count, 0)], []));

    public Task CheckAsync(CancellationToken cancellation) =>
        JournalDown ? throw new JournalUnavailableException("down") : Task.CompletedTask;
}
