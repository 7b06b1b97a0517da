using System.Net;
using Xunit.Abstractions;

namespace Loyalty.Deploy.Tests;

/// <summary>
/// The rehearsal: a backup while purchases go on, a kill, the restore by the shipped scripts, a start under the audit. What was
/// answered before the backup began is there; what came after it is credited once when it is sent again.
/// </summary>
public sealed class BackupTests(ITestOutputHelper output)
{
    private const int Members = 50;
    private const int Buyers = 16;
    private const int Answers = 3000;

    [ToolFact("sqlite3", "flock")]
    public async Task A_sqlite_ledger_is_backed_up_under_load_and_restored()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:Backup:Stamp=completed");
        var database = Path.Combine(engine.Folder, "data", "loyalty.db");
        var backup = Path.Combine(engine.Folder, "backup.db");
        var load = await StartLoadAsync(engine);
        var before = await BackUpAsync(load, () => Script("sqlite-backup", database, backup, Stamp(engine)));
        await ProveStampAsync(engine);

        var (refused, said) = await Tool.RunAsync(At("sqlite-restore"), [backup, database]);
        Assert.True(refused == 75, $"A restore under a running engine ended with {refused}: {said}");

        await KillAsync(engine, load);
        await Script("sqlite-restore", backup, database);
        await ProveAsync(engine, load, before);
    }

    [ToolFact("pg_dump", "pg_restore", "psql")]
    public async Task A_postgres_ledger_is_backed_up_under_load_and_restored()
    {
        var server = await PostgresServer.SharedAsync();
        var (first, second) = (await server.NewDatabaseAsync(), await server.NewDatabaseAsync());
        await using var engine = await EngineProcess.StartAsync(Settings(first));
        var backup = Path.Combine(engine.Folder, "backup.dump");
        var load = await StartLoadAsync(engine);
        var before = await BackUpAsync(load, () => Script("postgres-backup", Url(first), backup, Stamp(engine)));
        await ProveStampAsync(engine);

        var (refused, said) = await Tool.RunAsync(At("postgres-restore"), [backup, Url(first)]);
        Assert.True(refused == 73, $"A restore into a full database ended with {refused}: {said}");

        await KillAsync(engine, load);
        await Script("postgres-restore", backup, Url(second));
        engine.Arguments = Settings(second);
        await ProveAsync(engine, load, before);
    }

    private static string Stamp(EngineProcess engine) => Path.Combine(engine.Folder, "completed");

    private static async Task ProveStampAsync(EngineProcess engine)
    {
        var completed = await engine.MetricAsync("loyalty_backup_completed_timestamp_seconds");
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - completed, 0, 600);
        Assert.Equal(completed, double.Parse(await File.ReadAllTextAsync(Stamp(engine))));
    }

    private static string At(string script) => RepositoryFiles.At($"deploy/backup/{script}");

    private static string[] Settings(string database) => ["--Loyalty:Backup:Stamp=completed", "--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={database}"];

    private static string Url(string connectionString) => connectionString
        .Replace("Host=", "host=", StringComparison.Ordinal).Replace(";Port=", " port=", StringComparison.Ordinal)
        .Replace(";Username=", " user=", StringComparison.Ordinal).Replace(";Database=", " dbname=", StringComparison.Ordinal);

    private static async Task<PurchaseLoad> StartLoadAsync(EngineProcess engine)
    {
        var members = Enumerable.Range(1, Members).Select(i => $"REHEARSAL{i}").ToList();
        foreach (var member in members)
            await engine.EnrolAsync(member);
        var load = new PurchaseLoad([engine], members, seed: 1);
        load.Start(Buyers, "first");
        await Eventually.IsTrue(() => Task.FromResult(load.Answered >= Answers), "purchases go on");
        return load;
    }

    // While it is taken the load goes on: what was answered when it ends is more than when it began.
    private async Task<HashSet<string>> BackUpAsync(PurchaseLoad load, Func<Task> backUp)
    {
        var before = load.Answers.Keys.ToHashSet(StringComparer.Ordinal);
        await backUp();
        var after = load.Answered;
        output.WriteLine($"{before.Count} purchases were answered before the backup, {after - before.Count} while it was taken.");
        Assert.True(after > before.Count, "Nothing was bought meanwhile.");
        await Eventually.IsTrue(() => Task.FromResult(load.Answered > after + 1000), "purchases go on after the backup");
        return before;
    }

    // The buyers have all their answers; the kill flushes nothing.
    private static async Task KillAsync(EngineProcess engine, PurchaseLoad load)
    {
        await load.StopAsync();
        await engine.KillAsync();
    }

    private async Task ProveAsync(EngineProcess engine, PurchaseLoad load, HashSet<string> before)
    {
        engine.Arguments = [.. engine.Arguments, "--audit"];
        await engine.StartAgainAsync();
        var held = await HeldAsync(engine);
        Assert.Empty(before.Except(held));
        var lost = load.Answers.Keys.Except(held).ToList();
        output.WriteLine($"{held.Count} purchases are in the backup; {lost.Count} were answered after it and are sent again.");
        Assert.NotEmpty(lost);

        // Of those that are there and those that are not, every one is sent again under its id.
        foreach (var transaction in lost.Concat(before.Take(200)))
            await engine.BuyAsync(load.Answers[transaction].Member, transaction, load.Answers[transaction].Amount, held.Contains(transaction) ? HttpStatusCode.OK : HttpStatusCode.Created);
        Assert.Equal(load.Answers.Count, (await HeldAsync(engine)).Count);
        var audit = await engine.GetAsync("/v1/audit?limit=1000");
        Assert.Empty(audit.GetProperty("differences").EnumerateArray());
    }

    // Each once: a transaction that stands twice fails here.
    private static async Task<HashSet<string>> HeldAsync(EngineProcess engine)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var change in LedgerProof.EventsAsync(engine))
        {
            if (change.TryGetProperty("transaction", out var bought))
                Assert.True(held.Add(bought.GetProperty("transactionId").GetString()!), "A transaction stands twice in the ledger.");
        }

        return held;
    }

    private async Task Script(string name, params string[] arguments) => output.WriteLine((await Tool.SucceedAsync(At(name), arguments)).Trim());
}
