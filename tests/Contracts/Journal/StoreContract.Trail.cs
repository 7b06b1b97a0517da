using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class StoreContract
{
    private static readonly TrailSource Operator = new("operator", "o-17", "10.0.0.9");

    [ContractFact]
    public async Task The_trail_keeps_records_as_they_were_given_over_a_restart()
    {
        var full = new TrailEntry(Operator, TrailActions.PurchaseReversed, Samples.Member(1), "r-1", "Sitz erstattet: «ünï» 🛫", """{"version":7}""");
        var bare = new TrailEntry(TrailSource.Engine("start"), TrailActions.ProgrammeChanged);
        await using (var stores = await OpenAsync())
        {
            await stores.Trail.AddAsync(full, Samples.At);
            await stores.Trail.AddAsync(bare, Samples.At.AddTicks(7));
        }

        await using var again = await OpenAsync();
        var kept = await again.TrailStore.ReadAfterAsync(0, 10);
        Assert.Equal([full, bare], kept.Select(record => record.Entry));
        Assert.Equal([1L, 2L], kept.Select(record => record.Sequence));
        Assert.Equal([Samples.At, Samples.At], kept.Select(record => record.At));
        Assert.Equal(TrailSeal.None, kept[0].Previous);
        Assert.Equal(kept[0].Hash, kept[1].Previous);
        Assert.Equal(new TrailEnd(2, kept[1].Hash), await again.TrailStore.HeadAsync());
        Assert.Null((await new TrailCheck(again.TrailStore).CheckAllAsync()).Break);
    }

    [ContractFact]
    public async Task A_crowd_of_records_is_one_chain()
    {
        await using var stores = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => Task.Run(() => stores.Trail.AddAsync(Entry(i), Samples.At))));

        var verdict = await new TrailCheck(stores.TrailStore).CheckAllAsync();
        Assert.Null(verdict.Break);
        Assert.Equal(600, verdict.Records);
        var subjects = (await stores.TrailStore.ReadAfterAsync(0, 1000)).Select(record => record.Entry.Subject);
        Assert.Equal(Enumerable.Range(0, 600).Select(i => $"s-{i}").Order(), subjects.Order());
    }

    [ContractFact]
    public async Task The_trail_is_read_by_member_action_and_name_newest_first()
    {
        await using var stores = await OpenAsync();
        for (var i = 0; i < 6; i++)
            await stores.Trail.AddAsync(Entry(i), Samples.At);

        Assert.Equal([6L, 5L], Sequences(await stores.TrailStore.ReadAsync(new TrailQuery(2))));
        Assert.Equal([2L, 1L], Sequences(await stores.TrailStore.ReadAsync(new TrailQuery(9, Before: 3))));
        Assert.Equal([5L, 3L, 1L], Sequences(await stores.TrailStore.ReadAsync(new TrailQuery(9, Member: Samples.Member(0)))));
        Assert.Equal([4L, 1L], Sequences(await stores.TrailStore.ReadAsync(new TrailQuery(9, Action: TrailActions.RatesPut))));
        Assert.Equal([1L], Sequences(await stores.TrailStore.ReadAsync(
            new TrailQuery(9, Before: 4, Member: Samples.Member(0), Action: TrailActions.RatesPut, Who: "o-17"))));
        Assert.Empty(await stores.TrailStore.ReadAsync(new TrailQuery(9, Who: "o-18")));
    }

    [ContractFact]
    public async Task What_is_done_to_the_trails_table_is_found()
    {
        await using (var stores = await OpenAsync())
        {
            for (var i = 0; i < 5; i++)
                await stores.Trail.AddAsync(Entry(i), Samples.At);
        }

        await AssertBrokenAsync("UPDATE trail SET reason = 'another' WHERE sequence = 3", 3, "hash");
        await AssertBrokenAsync("UPDATE trail SET reason = NULL WHERE sequence = 3", 3, "hash");
        await TamperAsync("UPDATE trail SET reason = 'why-2' WHERE sequence = 3");
        await AssertBrokenAsync("DELETE FROM trail WHERE sequence = 5", 5, "missing");
        await AssertBrokenAsync("DELETE FROM trail WHERE sequence = 1", 1, "missing");
        await AssertBrokenAsync("DELETE FROM trail", 1, "missing");
    }

    [ContractFact]
    public async Task The_beginning_of_the_trail_is_forgotten_and_the_rest_still_holds()
    {
        await using var stores = await OpenAsync();
        for (var i = 0; i < 1200; i++)
            _ = stores.Trail.AddAsync(Entry(i), Samples.At.AddDays(i < 900 ? 0 : 10));
        await stores.Trail.AddAsync(Entry(1200), Samples.At.AddDays(10));

        var forgotten = 0;
        while (await stores.TrailStore.EndBeforeAsync(Samples.At.AddDays(5)) is { } beginning)
        {
            await stores.Trail.AddAsync(TrailForgotten.Entry(beginning.End, beginning.Records), Samples.At.AddDays(10));
            // A crash between the two leaves a trail that holds, too.
            Assert.Null((await new TrailCheck(stores.TrailStore).CheckAllAsync()).Break);
            await stores.TrailStore.ForgetThroughAsync(beginning.End);
            forgotten += beginning.Records;
        }

        Assert.Equal(900, forgotten);
        var verdict = await new TrailCheck(stores.TrailStore).CheckAllAsync();
        Assert.Null(verdict.Break);
        Assert.Equal((302L, 901L), (verdict.Records, verdict.First));
        await stores.Trail.AddAsync(Entry(1201), Samples.At.AddDays(10));
        Assert.Null((await new TrailCheck(stores.TrailStore).CheckAllAsync()).Break);
    }

    [ContractFact]
    public async Task A_beginning_that_was_moved_is_found_without_any_head_noted()
    {
        await using (var stores = await OpenAsync())
        {
            for (var i = 0; i < 24; i++)
                await stores.Trail.AddAsync(Entry(i), Samples.At);
            var begins = (await stores.TrailStore.EndBeforeAsync(Samples.At.AddDays(1)))!;
            Assert.Equal(24, begins.Records);
            var end = new TrailEnd(3, (await stores.TrailStore.ReadAfterAsync(2, 1))[0].Hash);
            await stores.Trail.AddAsync(TrailForgotten.Entry(end, 3), Samples.At);
            await stores.TrailStore.ForgetThroughAsync(end);
            Assert.Null((await new TrailCheck(stores.TrailStore).CheckAllAsync()).Break);
        }

        const string Move = "UPDATE trail_ends SET sequence = 20, hash = (SELECT hash FROM trail WHERE sequence = 20) WHERE name = 'root'";
        await AssertBrokenAtAsync(Move, 20, "before the beginning");
        await AssertBrokenAtAsync("DELETE FROM trail WHERE sequence <= 20", 21, "beginning");
        await AssertBrokenAtAsync("UPDATE trail_ends SET sequence = (SELECT max(sequence) FROM trail), hash = (SELECT hash FROM trail WHERE sequence = 25) WHERE name = 'root'", 25, "before the beginning");
        await AssertBrokenAtAsync("DELETE FROM trail", 26, "beginning");
        await AssertBrokenAtAsync("DELETE FROM trail_ends", 1, "unreadable");
    }

    [ContractFact]
    public async Task An_empty_trail_beside_a_ledger_is_a_break()
    {
        await using var stores = await OpenAsync();
        Assert.Null((await new TrailCheck(stores.TrailStore, stores.Journal).CheckAllAsync()).Break);
        await AppendedAsync(stores.Journal, Samples.Append(Samples.Member(1), 0, Samples.Enrolled()));
        Assert.Equal((1L, "empty"), (await new TrailCheck(stores.TrailStore, stores.Journal).CheckAllAsync()).Break is { } empty ? (empty.Sequence, empty.What) : default);
        await stores.Trail.AddAsync(Entry(1), Samples.At);
        Assert.Null((await new TrailCheck(stores.TrailStore, stores.Journal).CheckAllAsync()).Break);
    }

    private async Task AssertBrokenAtAsync(string sql, long sequence, string what)
    {
        await TamperAsync(sql);
        await using var stores = await OpenAsync();
        var verdict = await new TrailCheck(stores.TrailStore).CheckAllAsync();
        Assert.Equal((sequence, what), (verdict.Break?.Sequence, verdict.Break?.What));
    }

    /// <summary>Changes the database as somebody with rights to it could. The journal is closed.</summary>
    protected abstract Task TamperAsync(string sql);

    private async Task AssertBrokenAsync(string sql, long sequence, string what)
    {
        await TamperAsync(sql);
        await using var stores = await OpenAsync();
        var verdict = await new TrailCheck(stores.TrailStore).CheckAllAsync();
        Assert.Equal((sequence, what), (verdict.Break?.Sequence, verdict.Break?.What));
        Assert.Equal(sequence - 1, verdict.Records);
    }

    private static IEnumerable<long> Sequences(IReadOnlyList<TrailRecord> records) => records.Select(record => record.Sequence);

    private static TrailEntry Entry(int i) => new(
        Operator, i % 3 == 0 ? TrailActions.RatesPut : TrailActions.KeyCreated, i % 2 == 0 ? Samples.Member(0) : null, $"s-{i}", $"why-{i}");
}
