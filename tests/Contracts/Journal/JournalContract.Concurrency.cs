using System.Globalization;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class JournalContract
{
    [ContractFact]
    public async Task An_append_that_fails_among_many_fails_alone()
    {
        await using var stores = await OpenJournalAsync();
        var journal = stores.Journal;
        await AppendedAsync(journal, Samples.Append(Samples.Member(0), 0, Samples.Enrolled(), Samples.Recorded("taken")));

        // All at once, so that good and bad ones share their batches; every third is wrong in one of three ways.
        var appends = Enumerable.Range(1, 900).Select(i => (i % 9) switch
        {
            3 => Samples.Append(Samples.Member(i), 0, Samples.Enrolled(), Samples.Recorded("taken")),
            6 => Samples.Append(Samples.Member(i), 7, Samples.Recorded($"gap-{i}")),
            0 => Samples.Append(Samples.Member(0), 0, Samples.Enrolled()),
            _ => Samples.Append(Samples.Member(i), 0, Samples.Enrolled($"k{i}"), Samples.Recorded($"t{i}")),
        }).ToList();
        var outcomes = await Task.WhenAll(appends.Select(append => Task.Run(() => journal.AppendAsync(append))));

        for (var i = 1; i <= appends.Count; i++)
        {
            var expected = (i % 9) switch
            {
                3 => AppendOutcome.KeyTaken,
                0 or 6 => AppendOutcome.VersionConflict,
                _ => AppendOutcome.Appended,
            };
            Assert.Equal(expected, outcomes[i - 1]);
        }

        var all = await AllAsync(journal);
        Assert.Equal(2 + (600 * 2), all.Count);
        AssertSound(all);
    }

    [ContractFact]
    public async Task Of_many_with_one_key_or_one_version_one_wins()
    {
        await using var stores = await OpenJournalAsync();
        var journal = stores.Journal;
        for (var round = 0; round < 20; round++)
        {
            var (key, member) = ($"k{round}", Samples.Member(1000 + round));
            var byKey = Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => journal.AppendAsync(
                Samples.Append(Samples.Member((round * 8) + i), 0, Samples.Enrolled(), Samples.Recorded(key))))));
            var byVersion = Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => journal.AppendAsync(
                Samples.Append(member, 0, Samples.Enrolled(), Samples.Recorded($"v{round}-{i}"))))));
            Assert.Equal(1, (await byKey).Count(outcome => outcome == AppendOutcome.Appended));
            Assert.Equal(7, (await byKey).Count(outcome => outcome == AppendOutcome.KeyTaken));
            Assert.Equal(1, (await byVersion).Count(outcome => outcome == AppendOutcome.Appended));
            Assert.Equal(7, (await byVersion).Count(outcome => outcome == AppendOutcome.VersionConflict));
        }

        AssertSound(await AllAsync(journal));
    }

    [ContractFact]
    public async Task Five_thousand_appends_of_256_producers_are_all_there()
    {
        await using var stores = await OpenJournalAsync();
        var journal = stores.Journal;
        await Task.WhenAll(Enumerable.Range(0, 256).Select(producer => Task.Run(async () =>
        {
            var member = Samples.Member(producer);
            await AppendedAsync(journal, Samples.Append(member, 0, Samples.Enrolled()));
            for (var version = 1; version < (producer < 136 ? 20 : 19); version++)
                await AppendedAsync(journal, Samples.Purchase(member, version));
        })));

        var all = await AllAsync(journal);
        Assert.Equal(5000, all.Count);
        Assert.Equal(5000, await journal.LastSequenceAsync());
        AssertSound(all);
        foreach (var account in all.GroupBy(e => e.Member))
            Assert.Equal(account, await AccountAsync(journal, account.Key, page: 7));
    }

    [ContractFact]
    public Task Pages_skip_nothing_while_eight_write() => PagesSkipNothing(stores: 1);

    /// <summary>Eight write through so many journals on one database while one reads the order of all events to its end.</summary>
    protected async Task PagesSkipNothing(int stores)
    {
        var open = new List<OpenJournal>();
        for (var i = 0; i < stores; i++)
            open.Add(await OpenJournalAsync());
        try
        {
            const int Writers = 8, PerWriter = 150;
            var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                var (journal, member) = (open[writer % stores].Journal, Samples.Member(writer));
                await AppendedAsync(journal, Samples.Append(member, 0, Samples.Enrolled()));
                for (var version = 1; version < PerWriter; version++)
                    await AppendedAsync(journal, Samples.Purchase(member, version));
            })));

            var seen = new List<RecordedEvent>();
            await Eventually.IsTrue(
                async () =>
                {
                    seen.AddRange(await open[0].Journal.ReadAllAsync(seen.Count == 0 ? 0 : seen[^1].Sequence, 17));
                    return seen.Count == Writers * PerWriter || writing.IsFaulted;
                },
                "the reader to see every event");
            await writing;
            AssertSound(seen);
            Assert.Equal(seen, await AllAsync(open[^1].Journal));
        }
        finally
        {
            foreach (var store in open)
                await store.DisposeAsync();
        }
    }

    [ContractFact]
    public async Task A_full_queue_refuses_and_writes_nothing_of_it()
    {
        await using var stores = await OpenJournalAsync(queuedWrites: 1);
        var (taken, busy) = (new List<Task<AppendOutcome>>(), 0);
        for (var i = 0; busy == 0; i++)
        {
            try
            {
                taken.Add(stores.Journal.AppendAsync(Samples.Append(Samples.Member(i), 0, Samples.Enrolled(i.ToString(CultureInfo.InvariantCulture)))));
            }
            catch (EngineBusyException)
            {
                busy++;
                Assert.Empty(await stores.Journal.FindAsync([CommandKey.OfEnrolment(i.ToString(CultureInfo.InvariantCulture))]));
            }
        }

        Assert.All(await Task.WhenAll(taken), outcome => Assert.Equal(AppendOutcome.Appended, outcome));
        Assert.Equal(taken.Count, (await AllAsync(stores.Journal)).Count);
        await AppendedAsync(stores.Journal, Samples.Append(Samples.Member(1_000_000), 0, Samples.Enrolled()));
    }
}
