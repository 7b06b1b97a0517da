using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class JournalContract
{
    [ContractFact]
    public async Task A_person_is_written_with_the_enrolment_and_never_enters_the_journal()
    {
        await using var stores = await OpenJournalAsync();
        var person = Samples.Person(Samples.Member(1));
        await AppendedAsync(stores.Journal, Samples.Append(person.Member, 0, Samples.Enrolled("k1")) with { Person = person });

        Assert.Equal(person, await stores.Persons.FindAsync(person.Member));
        Assert.Null(await stores.Persons.FindAsync(Samples.Member(2)));
        var text = await JournalTextAsync();
        Assert.Contains("\"channel\":\"web\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lövelace", text, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", text, StringComparison.Ordinal);
        Assert.DoesNotContain("1990-12-10", text, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task An_enrolment_that_fails_leaves_persons_as_they_are()
    {
        await using var stores = await OpenJournalAsync();
        var person = Samples.Person(Samples.Member(1));
        await AppendedAsync(stores.Journal, Samples.Append(person.Member, 0, Samples.Enrolled("k1")) with { Person = person });

        var other = Samples.Person(person.Member, "Eve");
        Assert.Equal(
            AppendOutcome.VersionConflict,
            await stores.Journal.AppendAsync(Samples.Append(person.Member, 0, Samples.Enrolled("k2")) with { Person = other }));
        var late = Samples.Person(Samples.Member(2), "Eve");
        Assert.Equal(
            AppendOutcome.KeyTaken,
            await stores.Journal.AppendAsync(Samples.Append(late.Member, 0, Samples.Enrolled("k1")) with { Person = late }));

        Assert.Equal(person, await stores.Persons.FindAsync(person.Member));
        Assert.Null(await stores.Persons.FindAsync(late.Member));
    }

    [ContractFact]
    public async Task A_person_is_replaced()
    {
        await using var stores = await OpenJournalAsync();
        var person = Samples.Person(Samples.Member(1));
        await stores.Persons.SaveAsync(person);
        var changed = new Person(person.Member, new Profile(GivenName: "Grace"), null);
        await stores.Persons.SaveAsync(changed);
        Assert.Equal(changed, await stores.Persons.FindAsync(person.Member));
    }

    [ContractFact]
    public async Task The_newest_snapshot_stays()
    {
        await using var stores = await OpenJournalAsync();
        Assert.Null(await stores.Snapshots.LoadAsync(Samples.Member(1)));
        foreach (var version in new[] { 5, 9, 7 })
            await stores.Snapshots.SaveAsync(Snapshot(version));

        var loaded = await stores.Snapshots.LoadAsync(Samples.Member(1));
        var newest = Snapshot(9);
        Assert.NotNull(loaded);
        Assert.Equal(newest.Buckets, loaded.Buckets.AsEnumerable());
        Assert.Equal(newest, loaded with { Buckets = newest.Buckets });
        Assert.Null(await stores.Snapshots.LoadAsync(Samples.Member(2)));
    }

    [ContractFact]
    public async Task Rates_are_added_and_replaced_exactly()
    {
        await using var stores = await OpenJournalAsync();
        Assert.Empty(await stores.Rates.LoadAsync());
        await stores.Rates.SaveAsync(Samples.Day, new Dictionary<string, decimal> { ["EUR"] = 0.93m, ["KWD"] = 2.912345678901234567m });
        await stores.Rates.SaveAsync(Samples.Day, new Dictionary<string, decimal> { ["EUR"] = 0.935550m, ["JPY"] = 0.000000000000000001m });
        await stores.Rates.SaveAsync(Samples.Day.AddDays(1), new Dictionary<string, decimal> { ["EUR"] = 1 });
        await stores.Rates.SaveAsync(Samples.Day.AddDays(2), new Dictionary<string, decimal>());

        Assert.Equal(
            [
                (Samples.Day, "EUR", 0.935550m), (Samples.Day, "JPY", 0.000000000000000001m), (Samples.Day, "KWD", 2.912345678901234567m),
                (Samples.Day.AddDays(1), "EUR", 1m),
            ],
            (await stores.Rates.LoadAsync()).Order());
    }

    [ContractFact]
    public async Task Facts_are_kept_by_name()
    {
        await using var stores = await OpenJournalAsync();
        Assert.Null(await stores.Facts.ReadAsync("swept"));
        await stores.Facts.WriteAsync("swept", "2026-01-01");
        await stores.Facts.WriteAsync("swept", "2026-01-02");
        await stores.Facts.WriteAsync("other", "ünï");
        Assert.Equal("2026-01-02", await stores.Facts.ReadAsync("swept"));
        Assert.Equal("ünï", await stores.Facts.ReadAsync("other"));
    }

    protected static AccountSnapshot Snapshot(long version) => new(
        Samples.Member(1),
        version,
        Samples.Day,
        TierStanding.Lowest(Samples.Day).Upgraded(2, Samples.Day.AddDays(4)),
        [(Samples.Day.AddDays(100), 123), (Samples.Day.AddDays(200), version)],
        long.MaxValue,
        Samples.Day.AddDays(4),
        Samples.Day.AddDays(5),
        Samples.Day.AddDays(101),
        Samples.At);
}
