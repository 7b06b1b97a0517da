using System.Diagnostics;
using System.Globalization;
using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal.Tests;

public sealed class SqliteCrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task What_was_answered_before_a_kill_is_there_after_it()
    {
        var answered = new List<(MemberId Member, long Version)>();
        for (var round = 0; round < 3; round++)
        {
            await AppendUntilKilledAsync(round * 100, answered);

            await using var store = await LoyaltyStore.OpenAsync(
                "sqlite", _folder.ConnectionString, TimeProvider.System, limits: JournalLimits.Default with { IndexRunRows = 300, LogPages = 32 });
            var all = new List<RecordedEvent>();
            while (await store.Journal.ReadAllAsync(all.Count, 5000) is { Count: > 0 } page)
                all.AddRange(page);
            Assert.Equal(Enumerable.Range(1, all.Count).Select(i => (long)i), all.Select(e => e.Sequence));
            Assert.Empty(answered.Except(all.Select(e => (e.Member, e.Version))));
            foreach (var account in all.GroupBy(e => e.Member))
            {
                Assert.Equal(account, await store.Journal.ReadAccountAsync(account.Key, 0, 5000));
                Assert.NotNull(await store.Persons.FindAsync(account.Key));
                Assert.Equal(
                    AppendOutcome.VersionConflict,
                    await store.Journal.AppendAsync(Samples.Append(account.Key, account.Count() - 1, Samples.Recorded("new"))));
                Assert.Equal(
                    AppendOutcome.KeyTaken,
                    await store.Journal.AppendAsync(Samples.Append(account.Key, account.Count(), Samples.Recorded($"{answered[0].Member}-1"))));
            }
        }
    }

    private async Task AppendUntilKilledAsync(int offset, List<(MemberId Member, long Version)> answered)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "exec", typeof(SqliteCrashTests).Assembly.Location, _folder.ConnectionString, offset.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var seen = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last line may have been cut by the kill.
            if (line.Split(' ') is [{ Length: MemberId.IssuedLength } member, { Length: > 0 } version] && seen < 5000)
                answered.Add((MemberId.Of(member), long.Parse(version, CultureInfo.InvariantCulture)));
            if (++seen == 1500)
                process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.True(seen >= 1500, "The process ended before it was killed.");
    }
}
