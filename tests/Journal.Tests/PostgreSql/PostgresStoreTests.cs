using Loyalty.Contracts;
using Loyalty.Grains;

namespace Loyalty.Journal.Tests;

public sealed class PostgresStoreTests
{
    [PostgresFact]
    public async Task A_missing_database_is_refused_by_name()
    {
        var server = await PostgresServer.SharedAsync();
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(
            () => LoyaltyStore.OpenAsync("postgres", server.ConnectionString("nowhere"), TimeProvider.System));
        Assert.Contains("\"nowhere\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_server_that_is_not_there_is_unavailable() => Assert.ThrowsAsync<JournalUnavailableException>(
        () => LoyaltyStore.OpenAsync("postgres", "Host=127.0.0.1;Port=1;Username=x;Database=x", TimeProvider.System));

    [Fact]
    public async Task A_connection_string_of_something_else_is_refused()
    {
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(
            () => LoyaltyStore.OpenAsync("postgres", "Data Source File=x", TimeProvider.System));
        Assert.Contains("Loyalty:Journal:ConnectionString", refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Of_two_journals_that_race_for_a_version_one_wins_and_no_other_append_suffers()
    {
        var database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        await using var one = await LoyaltyStore.OpenAsync("postgres", database, TimeProvider.System);
        await using var two = await LoyaltyStore.OpenAsync("postgres", database, TimeProvider.System);
        var raced = Samples.Member(1);
        for (var round = 0; round < 40; round++)
        {
            var racing = new[] { one, two }.Select((store, i) => Task.Run(() => store.Journal.AppendAsync(
                round == 0 ? Samples.Append(raced, 0, Samples.Enrolled()) : Samples.Append(raced, round, Samples.Recorded($"{round}-{i}"))))).ToList();
            var bystanders = new[] { one, two }.SelectMany((store, i) => Enumerable.Range(0, 10).Select(n => Task.Run(() => store.Journal.AppendAsync(
                Samples.Append(Samples.Member(1000 + (round * 100) + (i * 10) + n), 0, Samples.Enrolled()))))).ToList();
            Assert.Equal([AppendOutcome.Appended, AppendOutcome.VersionConflict], (await Task.WhenAll(racing)).OrderBy(outcome => outcome.ToString(), StringComparer.Ordinal));
            Assert.All(await Task.WhenAll(bystanders), outcome => Assert.Equal(AppendOutcome.Appended, outcome));
        }

        Assert.Equal(40, (await two.Journal.ReadAccountAsync(raced, 0, 100)).Count);
    }

    [PostgresFact]
    public async Task A_statement_that_the_server_cannot_take_fails_alone()
    {
        await using var store = await LoyaltyStore.OpenAsync(
            "postgres", await (await PostgresServer.SharedAsync()).NewDatabaseAsync(), TimeProvider.System);
        var appends = Enumerable.Range(0, 200).Select(i => store.Journal.AppendAsync(Samples.Append(Samples.Member(i), 0, Samples.Enrolled()))).ToList();
        var poison = store.Facts.WriteAsync("name", "nul \0 is no text");
        appends.AddRange(Enumerable.Range(200, 200).Select(i => store.Journal.AppendAsync(Samples.Append(Samples.Member(i), 0, Samples.Enrolled()))));

        await Assert.ThrowsAsync<JournalUnavailableException>(() => poison);
        Assert.All(await Task.WhenAll(appends), outcome => Assert.Equal(AppendOutcome.Appended, outcome));
        Assert.Equal(400, (await store.Journal.ReadAllAsync(0, 1000)).Count);
    }

    [PostgresFact]
    public async Task The_order_of_the_journal_is_readable_in_the_database()
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.NewDatabaseAsync();
        await using (var store = await LoyaltyStore.OpenAsync("postgres", database, TimeProvider.System))
            await store.Journal.AppendAsync(Samples.Append(Samples.Member(1), 0, [.. Samples.OneOfEach("1")]));
        var name = database[(database.LastIndexOf('=') + 1)..];
        Assert.Equal(260_000, await server.ExecuteAsync(name, "SELECT (body #>> '{posting,purchase,amount,minor}')::bigint FROM journal_readable WHERE version = 2"));
    }
}
