using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class JournalContract
{
    [ContractFact]
    public async Task All_is_there_when_it_is_opened_again()
    {
        var member = Samples.Member(1);
        var events = Samples.OneOfEach("1");
        await using (var stores = await OpenJournalAsync())
        {
            await AppendedAsync(
                stores.Journal, Samples.Append(member, 0, [.. events]) with { Person = Samples.Person(member) });
            await stores.Rates.SaveAsync(Samples.Day, new Dictionary<string, decimal> { ["EUR"] = 0.9m });
            await stores.Facts.WriteAsync("a", "b");
        }

        await using var again = await OpenJournalAsync();
        Assert.Equal(events, (await again.Journal.ReadAllAsync(0, 10)).Select(e => e.Event));
        Assert.Equal(4, await again.Journal.LastSequenceAsync());
        Assert.NotNull(await again.Persons.FindAsync(member));
        Assert.Single(await again.Rates.LoadAsync());
        Assert.Equal("b", await again.Facts.ReadAsync("a"));
        Assert.Equal(AppendOutcome.VersionConflict, await again.Journal.AppendAsync(Samples.Purchase(member, 3)));
        Assert.Equal(AppendOutcome.KeyTaken, await again.Journal.AppendAsync(Samples.Append(member, 4, Samples.Recorded("t-1"))));
        await AppendedAsync(again.Journal, Samples.Purchase(member, 4));
    }

    [ContractFact]
    public async Task Closing_writes_what_was_taken_and_takes_nothing_more()
    {
        var stores = await OpenJournalAsync();
        var taken = Enumerable.Range(0, 3000)
            .Select(i => stores.Journal.AppendAsync(Samples.Append(Samples.Member(i), 0, Samples.Enrolled())))
            .ToList();
        await stores.DisposeAsync();

        Assert.All(taken, append => Assert.True(append.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<EngineBusyException>(() => stores.Journal.AppendAsync(Samples.Append(Samples.Member(9999), 0, Samples.Enrolled())));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => stores.Journal.ReadAllAsync(0, 1));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => stores.Journal.CheckAsync(CancellationToken.None));
        await stores.DisposeAsync();

        await using var again = await OpenJournalAsync();
        Assert.Equal(3000, (await AllAsync(again.Journal)).Count);
    }

    [ContractFact]
    public async Task A_journal_of_a_newer_engine_is_refused()
    {
        await (await OpenJournalAsync()).DisposeAsync();
        await MakeSchemaNewerAsync();
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => OpenJournalAsync());
        Assert.Equal("JournalRefusedException", refused.GetType().Name);
        Assert.Contains("schema version 99", refused.Message, StringComparison.Ordinal);
        Assert.Contains("knows versions up to", refused.Message, StringComparison.Ordinal);
    }
}
