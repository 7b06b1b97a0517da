using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class JournalContract
{
    [ContractFact]
    public async Task What_is_appended_is_read_back_equal()
    {
        await using var stores = await OpenJournalAsync();
        var member = Samples.Member(1);
        var events = Samples.OneOfEach("1");
        await AppendedAsync(stores.Journal, Samples.Append(member, 0, events[0]));
        await AppendedAsync(stores.Journal, Samples.Append(member, 1, [.. events[1..]]));

        var expected = events.Select((change, i) => new RecordedEvent(i + 1, member, i + 1, Samples.At, change));
        Assert.Equal(expected, await stores.Journal.ReadAccountAsync(member, 0, 100));
        Assert.Equal(expected, await stores.Journal.ReadAllAsync(0, 100));
        Assert.Equal(4, await stores.Journal.LastSequenceAsync());
    }

    [ContractFact]
    public async Task Appends_tell_the_sequence_of_their_last_event()
    {
        await using var stores = await OpenJournalAsync();
        var appends = Enumerable.Range(0, 20).Select(i => i == 7
            ? Samples.Append(Samples.Member(i), 0, Samples.Enrolled(), Samples.Recorded("seven"), Samples.Recorded("again"))
            : Samples.Append(Samples.Member(i), i == 9 ? 3 : 0, Samples.Enrolled())).ToList();
        var outcomes = await Task.WhenAll(appends.Select(append => stores.Journal.AppendAsync(append)));

        Assert.Equal(0, outcomes[9].LastSequence);
        foreach (var (append, outcome) in appends.Zip(outcomes).Where(pair => pair.Second == AppendOutcome.Appended))
            Assert.Equal(outcome.LastSequence, (await stores.Journal.ReadAccountAsync(append.Member, 0, 10))[^1].Sequence);
    }

    [ContractFact]
    public async Task Instants_are_kept_to_the_microsecond_whatever_their_offset()
    {
        await using var stores = await OpenJournalAsync();
        var at = new DateTimeOffset(2026, 3, 29, 1, 59, 59, TimeSpan.FromHours(1)).AddTicks(9_999_999);
        await AppendedAsync(stores.Journal, Samples.Append(Samples.Member(1), 0, Samples.Enrolled()) with { At = at });

        var read = Assert.Single(await stores.Journal.ReadAllAsync(0, 1)).At;
        Assert.Equal(at.AddTicks(-9), read);
        Assert.Equal(TimeSpan.Zero, read.Offset);
    }

    [ContractFact]
    public async Task A_version_that_is_not_the_last_one_is_a_conflict_and_writes_nothing()
    {
        await using var stores = await OpenJournalAsync();
        var member = Samples.Member(1);
        Assert.Equal(AppendOutcome.VersionConflict, await stores.Journal.AppendAsync(Samples.Purchase(member, 1)));
        await AppendedAsync(stores.Journal, Samples.Append(member, 0, Samples.Enrolled()));
        await AppendedAsync(stores.Journal, Samples.Purchase(member, 1));

        Assert.Equal(AppendOutcome.VersionConflict, await stores.Journal.AppendAsync(Samples.Append(member, 0, Samples.Enrolled())));
        Assert.Equal(AppendOutcome.VersionConflict, await stores.Journal.AppendAsync(Samples.Append(member, 1, Samples.Recorded("other"))));
        Assert.Equal(AppendOutcome.VersionConflict, await stores.Journal.AppendAsync(Samples.Append(member, 3, Samples.Recorded("gap"))));

        Assert.Equal(2, (await AllAsync(stores.Journal)).Count);
        await AppendedAsync(stores.Journal, Samples.Append(member, 2, Samples.Recorded("other")));
    }

    [ContractFact]
    public async Task A_command_key_is_taken_once_in_the_whole_programme()
    {
        await using var stores = await OpenJournalAsync();
        var (ada, bob) = (Samples.Member(1), Samples.Member(2));
        await AppendedAsync(stores.Journal, Samples.Append(ada, 0, Samples.Enrolled("same")));
        await AppendedAsync(stores.Journal, Samples.Append(ada, 1, Samples.Recorded("same")));
        await AppendedAsync(stores.Journal, Samples.Append(ada, 2, Samples.Reversed("same", "same")));
        Assert.Equal(AppendOutcome.KeyTaken, await stores.Journal.AppendAsync(Samples.Append(bob, 0, Samples.Enrolled("same"))));
        await AppendedAsync(stores.Journal, Samples.Append(bob, 0, Samples.Enrolled()));
        Assert.Equal(AppendOutcome.KeyTaken, await stores.Journal.AppendAsync(Samples.Append(bob, 1, Samples.Recorded("same"))));
        Assert.Equal(AppendOutcome.KeyTaken, await stores.Journal.AppendAsync(Samples.Append(ada, 3, Samples.Recorded("same"))));
        Assert.Equal(AppendOutcome.KeyTaken, await stores.Journal.AppendAsync(Samples.Append(bob, 1, Samples.Reversed("same", "same"))));
        await AppendedAsync(stores.Journal, Samples.Append(bob, 1, Samples.Recorded("Same")));

        Assert.Equal(5, (await AllAsync(stores.Journal)).Count);
    }

    [ContractFact]
    public async Task The_events_of_an_append_are_written_all_or_none()
    {
        await using var stores = await OpenJournalAsync();
        var (ada, bob) = (Samples.Member(1), Samples.Member(2));
        await AppendedAsync(stores.Journal, Samples.Append(ada, 0, Samples.Enrolled(), Samples.Recorded("a")));

        Assert.Equal(
            AppendOutcome.KeyTaken,
            await stores.Journal.AppendAsync(Samples.Append(bob, 0, Samples.Enrolled(), Samples.Recorded("b"), Samples.Recorded("a"))));
        Assert.Equal(
            AppendOutcome.KeyTaken,
            await stores.Journal.AppendAsync(Samples.Append(bob, 0, Samples.Enrolled(), Samples.Recorded("b"), Samples.Recorded("b"))));
        Assert.Empty(await stores.Journal.ReadAccountAsync(bob, 0, 10));

        await AppendedAsync(stores.Journal, Samples.Append(bob, 0, Samples.Enrolled(), Samples.Recorded("b")));
        AssertSound(await AllAsync(stores.Journal));
    }

    [ContractFact]
    public async Task The_largest_append_is_taken_and_a_larger_one_is_not()
    {
        await using var stores = await OpenJournalAsync();
        var purchases = Enumerable.Range(0, JournalAppend.MaxEvents).Select(i => Samples.Recorded($"t{i}")).ToArray<AccountEvent>();
        await AppendedAsync(stores.Journal, Samples.Append(Samples.Member(1), 0, Samples.Enrolled()));
        await AppendedAsync(stores.Journal, Samples.Append(Samples.Member(1), 1, purchases));

        await Assert.ThrowsAsync<ArgumentException>(() => stores.Journal.AppendAsync(Samples.Append(Samples.Member(1), 1001, [.. purchases, Samples.Moved()])));
        await Assert.ThrowsAsync<ArgumentException>(() => stores.Journal.AppendAsync(Samples.Append(Samples.Member(1), 1001)));
        Assert.Equal(1001, (await AccountAsync(stores.Journal, Samples.Member(1), page: 100)).Count);
    }
}
