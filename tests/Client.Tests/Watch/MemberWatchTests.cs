using System.Net;
using System.Threading.Channels;
using static Loyalty.Client.Tests.Samples;

namespace Loyalty.Client.Tests;

/// <summary>A watch of a real engine, over what may become of it.</summary>
public sealed class MemberWatchTests
{
    [Fact]
    public async Task It_begins_before_the_engine_is_there_and_goes_on_after_it_was_killed()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(AdaId);
        await engine.KillAsync();
        await using var loyalty = LoyaltyClient.At(engine.Address.ToString());
        await using var watch = new Watched(loyalty);
        await engine.StartAgainAsync();
        Assert.Equal("1 0", await watch.NextAsync());

        for (var life = 0; life < 3; life++)
        {
            for (var purchase = 0; purchase < 5; purchase++)
                await loyalty.BuyAsync(AdaId, Flight($"t-{life}-{purchase}", 10));
            await engine.KillAsync();
            await engine.StartAgainAsync();
        }

        await loyalty.BuyAsync(AdaId, Flight("t-last", 10));
        await watch.UntilAsync(17);
        Assert.Equal(Enumerable.Range(2, 16).Select(version => (long)version), watch.Applied);
    }

    [Fact]
    public async Task After_a_restore_the_engine_is_right_though_its_version_is_lower()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var loyalty = LoyaltyClient.At(engine.Address.ToString());
        await loyalty.EnrolAsync(Ada);
        await loyalty.BuyAsync(AdaId, Flight("t-1", 500));
        await engine.StopAsync();
        var backup = Directory.CreateTempSubdirectory("loyalty-backup-").FullName;
        Copy(Path.Combine(engine.Folder, "data"), backup);
        await engine.StartAgainAsync();
        await loyalty.BuyAsync(AdaId, Flight("t-2", 2000));
        await loyalty.BuyAsync(AdaId, Flight("t-3", 400));
        await using var watch = new Watched(loyalty);
        Assert.Equal("4 2900", await watch.NextAsync());

        await engine.StopAsync();
        Directory.Delete(Path.Combine(engine.Folder, "data"), recursive: true);
        Copy(backup, Path.Combine(engine.Folder, "data"));
        await engine.StartAgainAsync();

        Assert.Equal("2 500", await watch.NextAsync());
        for (var version = 3; version <= 5; version++)
        {
            await loyalty.BuyAsync(AdaId, Flight($"again-{version}", 10));
            Assert.Equal($"{version} {500 + ((version - 2) * 10)}", await watch.NextAsync());
        }

        Directory.Delete(backup, recursive: true);
    }

    [Fact]
    public async Task Paused_it_is_told_nothing_and_afterwards_everything()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var loyalty = LoyaltyClient.At(engine.Address.ToString());
        await loyalty.EnrolAsync(Ada);
        await using var watch = new Watched(loyalty);
        Assert.Equal("1 0", await watch.NextAsync());
        await loyalty.PauseAsync();
        await Eventually.IsTrue(async () => await engine.MetricAsync("signalr_server_active_connections") == 0, "the connection is gone");
        await loyalty.BuyAsync(AdaId, Flight("t-1", 10));
        await loyalty.BuyAsync(AdaId, Flight("t-2", 10));
        Assert.Empty(watch.Applied);
        loyalty.Resume();
        Assert.Equal("2 10", await watch.NextAsync());
        Assert.Equal("3 20", await watch.NextAsync());
    }

    [Fact]
    public async Task It_ends_when_the_member_is_erased()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var loyalty = LoyaltyClient.At(engine.Address.ToString());
        await loyalty.EnrolAsync(Ada);
        await using var watch = new Watched(loyalty);
        Assert.Equal("1 0", await watch.NextAsync());
        await loyalty.EraseAsync(AdaId);
        await watch.Ended.WaitAsync(Eventually.Deadline);
        Assert.Equal("member-erased", (await Assert.ThrowsAsync<LoyaltyProblemException>(() => FirstAsync(loyalty))).Code);
    }

    [Fact]
    public async Task Two_of_one_member_are_told_the_same_and_end_each_by_itself()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var loyalty = LoyaltyClient.At(engine.Address.ToString());
        await loyalty.EnrolAsync(Ada);
        await using var one = new Watched(loyalty);
        Assert.Equal("1 0", await one.NextAsync());
        await using (var other = new Watched(loyalty))
        {
            Assert.Equal("1 0", await other.NextAsync());
            await loyalty.BuyAsync(AdaId, Flight("t-1", 10));
            Assert.Equal(("2 10", "2 10"), (await one.NextAsync(), await other.NextAsync()));
        }

        await loyalty.BuyAsync(AdaId, Flight("t-2", 10));
        Assert.Equal("3 20", await one.NextAsync());
    }

    [Fact]
    public async Task Who_is_not_known_or_not_let_in_from_the_beginning_is_told_so()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var loyalty = LoyaltyClient.At(engine.Address.ToString());
        Assert.Equal("unknown-member", (await Assert.ThrowsAsync<LoyaltyProblemException>(() => FirstAsync(loyalty))).Code);

        var folder = Directory.CreateTempSubdirectory("loyalty-keys-").FullName;
        var key = await Tool.SucceedAsync("dotnet", [EngineProcess.Program, "keys", "create", "--name", "admin", "--scopes", "admin"], start => start.WorkingDirectory = folder);
        await using var closed = await EngineProcess.StartInAsync(folder, "--Loyalty:Auth:Mode=keys");
        await using var stranger = LoyaltyClient.At(closed.Address.ToString(), options => options.Token = _ => ValueTask.FromResult<string?>("no-key"));
        Assert.Equal(("not-authenticated", 401), Of(await Assert.ThrowsAsync<LoyaltyProblemException>(() => FirstAsync(stranger))));
        Assert.Equal(("not-authenticated", 401), Of(await Assert.ThrowsAsync<LoyaltyProblemException>(() => stranger.GetStatusAsync(AdaId))));

        await using var admin = LoyaltyClient.At(closed.Address.ToString(), options => options.Token = _ => ValueTask.FromResult<string?>(key.Split('\n').Single(line => line.StartsWith("lk_", StringComparison.Ordinal))));
        await admin.EnrolAsync(Ada);
        await using (var watch = new Watched(admin))
            Assert.Equal("1 0", await watch.NextAsync());
        await closed.KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task It_tells_of_rewards_beside_the_status()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var loyalty = LoyaltyClient.At(engine.Address.ToString());
        await loyalty.EnrolAsync(Ada);
        await using var watch = new Watched(loyalty);
        Assert.Equal("1 0", await watch.NextAsync());
        await engine.SendAsync(
            HttpMethod.Post, "/v1/lots",
            new { lotId = "gift", kind = "voucher", owner = AdaId, value = 30, currency = "CHF", from = "2020-01-01", to = "2099-12-31", reason = "Goodwill" }, HttpStatusCode.Created);
        Assert.Equal("1 0 lotChanged gift", await watch.NextAsync());
        await loyalty.BuyAsync(AdaId, Flight("t-1", 10));
        Assert.Equal("2 10", await watch.NextAsync());
        Assert.Equal([2L], watch.Applied);
    }

    private static (string, int) Of(LoyaltyProblemException problem) => (problem.Code, problem.Status);

    private static async Task FirstAsync(LoyaltyClient loyalty)
    {
        await foreach (var _ in loyalty.WatchAsync(AdaId))
            break;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>A watch that is read by a task of its own.</summary>
    private sealed class Watched : IAsyncDisposable
    {
        private readonly CancellationTokenSource _ending = new();
        private readonly Channel<Moment> _moments = Channel.CreateUnbounded<Moment>();
        private readonly List<long> _applied = [];

        public Watched(LoyaltyClient loyalty) => Ended = ReadAsync(loyalty);

        public Task Ended { get; }

        /// <summary>The versions that were told as changes, in their order.</summary>
        public IReadOnlyList<long> Applied => _applied;

        /// <summary>The version and the spend told next.</summary>
        public async Task<string> NextAsync()
        {
            var moment = await _moments.Reader.ReadAsync().AsTask().WaitAsync(Eventually.Deadline);
            _applied.AddRange(moment.Applied.Select(change => change.Version));
            var reward = moment.Reward is { } told ? $" {told.Kind} {told.LotId}" : "";
            return $"{moment.Status.Version} {moment.Status.Spend.CurrentPeriod:0}{reward}";
        }

        public async Task UntilAsync(long version)
        {
            while (!(await NextAsync()).StartsWith($"{version} ", StringComparison.Ordinal))
            {
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _ending.CancelAsync();
            await Ended.ContinueWith(_ => { }, TaskScheduler.Default);
            _ending.Dispose();
        }

        private async Task ReadAsync(LoyaltyClient loyalty)
        {
            await foreach (var moment in loyalty.WatchAsync(AdaId, _ending.Token))
                await _moments.Writer.WriteAsync(moment);
        }
    }
}
