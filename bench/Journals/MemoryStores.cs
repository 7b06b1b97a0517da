using System.Collections.Concurrent;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Bench;

/// <summary>The stores beside a journal, in memory.</summary>
public sealed class MemoryStores : ISnapshotStore, IPersonStore, IRateStore, IEngineFacts
{
    private readonly ConcurrentDictionary<MemberId, AccountSnapshot> _snapshots = [];
    private readonly ConcurrentDictionary<MemberId, Person> _persons = [];
    private readonly ConcurrentDictionary<(DateOnly Date, string Currency), decimal> _rates = [];
    private readonly ConcurrentDictionary<string, string> _facts = new(StringComparer.Ordinal);

    public void Keep(AccountSnapshot snapshot) =>
        _snapshots.AddOrUpdate(snapshot.MemberId, snapshot, (_, held) => held.Version > snapshot.Version ? held : snapshot);

    public void Keep(Person person) => _persons[person.Member] = person;

    public void Keep(DateOnly date, IReadOnlyDictionary<string, decimal> rates)
    {
        foreach (var (currency, rate) in rates)
            _rates[(date, currency)] = rate;
    }

    public void Keep(string name, string value) => _facts[name] = value;

    public Task<AccountSnapshot?> LoadAsync(MemberId member) => Task.FromResult(_snapshots.GetValueOrDefault(member));

    public Task SaveAsync(AccountSnapshot snapshot) => Done(() => Keep(snapshot));

    public Task<Person?> FindAsync(MemberId member) => Task.FromResult(_persons.GetValueOrDefault(member));

    public Task SaveAsync(Person person) => Done(() => Keep(person));

    public Task SaveConsentAsync(MemberId member, Consent consent) => throw new NotSupportedException();

    public Task<IReadOnlyList<MemberId>> ReadHeldMembersAsync(MemberId? after, int limit) => throw new NotSupportedException();

    public Task<IReadOnlyList<(DateOnly Date, string Currency, decimal Rate)>> LoadAsync() =>
        Task.FromResult<IReadOnlyList<(DateOnly, string, decimal)>>([.. _rates.Select(rate => (rate.Key.Date, rate.Key.Currency, rate.Value))]);

    public Task SaveAsync(DateOnly date, IReadOnlyDictionary<string, decimal> rates) => Done(() => Keep(date, rates));

    public Task<string?> ReadAsync(string name) => Task.FromResult(_facts.GetValueOrDefault(name));

    public Task WriteAsync(string name, string value) => Done(() => Keep(name, value));

    private static Task Done(Action keep)
    {
        keep();
        return Task.CompletedTask;
    }
}
