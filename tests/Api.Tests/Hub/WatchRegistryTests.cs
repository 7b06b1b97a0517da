using System.Diagnostics.Metrics;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Loyalty.Api.Tests;

public class WatchRegistryTests
{
    private static readonly MemberId Ada = MemberId.Of("ADA1");
    private static readonly MemberId Bob = MemberId.Of("BOB1");
    private readonly FakeEngine _engine = new();
    private readonly FakeClient _client = new();
    private readonly IMeterFactory _meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
    private readonly WatchRegistry _registry;

    public WatchRegistryTests()
    {
        var displays = new DisplayRegistry();
        _registry = new WatchRegistry(new WatchMetrics(_meters, TimeProvider.System), displays);
        _engine.Hub = new HubPublisher(new LocalHub(_registry, displays), _registry, new SiloSubscriptions(new NoBackplane(), TimeProvider.System));
        _registry.Connect("c", _client, _client.Abort);
    }

    [Fact]
    public async Task Pushes_go_on_from_the_status_returned()
    {
        Change(Ada, 3);
        var status = await WatchAsync(Ada, null);
        Assert.Equal(3, status.Version);
        Change(Ada, 2);
        await _client.UntilAsync(2);
        Assert.Equal(["ADA1:4", "ADA1:5"], _client.Changes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(600)]
    [InlineData(601)]
    [InlineData(5000)]
    public async Task Missed_changes_come_first_then_live_ones(long afterVersion)
    {
        Change(Ada, 601);
        await WatchAsync(Ada, afterVersion);
        Change(Ada, 3);
        var first = Math.Min(afterVersion, 601) + 1;
        await _client.UntilAsync((int)(604 - first + 1));
        Assert.Equal(Enumerable.Range((int)first, (int)(604 - first + 1)).Select(v => $"ADA1:{v}"), _client.Changes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(MemberWatch.MaxHeld + 50)]
    public async Task Changes_made_while_missed_ones_are_read_come_once_and_in_order(int meanwhile)
    {
        Change(Ada, 10);
        var once = true;
        _engine.Before = () =>
        {
            if (once)
            {
                once = false;
                Change(Ada, meanwhile);
            }

            return Task.CompletedTask;
        };
        await WatchAsync(Ada, 4);
        Change(Ada, 1);
        await _client.UntilAsync(meanwhile + 7);
        Assert.Equal(Enumerable.Range(5, meanwhile + 7).Select(v => $"ADA1:{v}"), _client.Changes);
    }

    [Fact]
    public async Task Changes_made_while_the_status_is_asked_for_are_not_lost()
    {
        Change(Ada, 1);
        var reply = new TaskCompletionSource();
        _engine.Late = reply.Task;
        var starting = WatchAsync(Ada, null);
        Change(Ada, MemberWatch.MaxHeld + 10);
        reply.SetResult();
        Assert.Equal(1, _engine.Account(Ada).VersionReckoned);
        await starting;
        await _client.UntilAsync(MemberWatch.MaxHeld + 10);
        Assert.Equal(Enumerable.Range(2, MemberWatch.MaxHeld + 10).Select(v => $"ADA1:{v}"), _client.Changes);
    }

    [Fact]
    public async Task Changes_that_the_feed_did_not_see_are_fetched_before_the_next()
    {
        Change(Ada, 1);
        await WatchAsync(Ada, null);
        for (var i = 0; i < 400; i++)
            _engine.Account(Ada).Change(ChangeKind.SpendRecorded, unseen: true);
        Change(Ada, 2);
        await _client.UntilAsync(402);
        Assert.Equal(Enumerable.Range(2, 402).Select(v => $"ADA1:{v}"), _client.Changes);
    }

    [Fact]
    public async Task Many_writers_and_a_client_that_comes_and_goes_see_every_version_once()
    {
        Change(Ada, 1);
        var writing = Task.Run(() => Change(Ada, 5_000));
        long last = 1;
        while (!writing.IsCompleted || last < 5_001)
        {
            var id = Guid.NewGuid().ToString();
            var client = new FakeClient();
            _registry.Connect(id, client, client.Abort);
            var watch = _registry.Watch(_registry.Of(id), Ada, _engine.Account(Ada));
            await watch.StartAsync(last);
            await Task.Yield();
            await _registry.DisconnectAsync(id);
            Assert.Equal(Enumerable.Range((int)last + 1, client.Changes.Count).Select(v => $"ADA1:{v}"), client.Changes);
            last += client.Changes.Count;
        }

        Assert.Equal(5_001, last);
    }

    [Fact]
    public async Task The_same_member_twice_gives_no_change_twice()
    {
        Change(Ada, 2);
        await WatchAsync(Ada, null);
        await WatchAsync(Ada, null);
        _registry.WatchAll(_registry.Of("c"));
        _registry.WatchAll(_registry.Of("c"));
        Change(Ada, 1);
        Change(Bob, 1);
        await _client.UntilAsync(2);
        Assert.Equal(["ADA1:3", "BOB1:1"], _client.Changes);
    }

    [Fact]
    public async Task Nothing_comes_after_the_watch_has_ended()
    {
        Change(Ada, 1);
        await WatchAsync(Ada, null);
        _registry.WatchAll(_registry.Of("c"));
        _registry.Unwatch(_registry.Of("c"), Ada);
        _registry.UnwatchAll(_registry.Of("c"));
        Assert.False(_registry.HasListeners(Ada));
        Change(Ada, 1);
        await _registry.Of("c").DrainedAsync();
        Assert.Empty(_client.Changes);
    }

    [Fact]
    public async Task A_client_that_does_not_keep_up_is_cut_and_the_others_do_not_notice()
    {
        Change(Ada, 1);
        using var cuts = Cuts();
        var slow = new FakeClient { Gate = new TaskCompletionSource().Task };
        _registry.Connect("slow", slow, slow.Abort);
        await _registry.Watch(_registry.Of("slow"), Ada, _engine.Account(Ada)).StartAsync(null);
        await WatchAsync(Ada, null);
        for (var i = 0; i < WatchConnection.MaxQueued + 2; i++)
        {
            Change(Ada, 1);
            if (i % 1000 == 0)
                await _client.UntilAsync(i + 1);
        }

        Assert.True(slow.Aborted);
        await _client.UntilAsync(WatchConnection.MaxQueued + 2);
        Assert.False(_client.Aborted);
        await _registry.DisconnectAsync("slow");
        Assert.True(_registry.HasListeners(Ada));
        Assert.Equal(1, cuts.GetMeasurementSnapshot().EvaluateAsCounter());
    }

    [Fact]
    public void A_client_sent_away_for_what_was_lost_elsewhere_does_not_count_as_slow()
    {
        using var cuts = Cuts();
        _registry.WatchAll(_registry.Of("c"));
        _registry.CutAll();
        Assert.True(_client.Aborted);
        Assert.Empty(cuts.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task A_long_way_back_does_not_cut_a_client()
    {
        Change(Ada, 3 * WatchConnection.MaxQueued);
        await WatchAsync(Ada, 0);
        Assert.Equal(3 * WatchConnection.MaxQueued, _client.Changes.Count);
        Assert.False(_client.Aborted);
    }

    [Fact]
    public async Task A_new_day_refreshes_the_cards_of_watched_members()
    {
        Change(Ada, 1);
        Change(Bob, 1);
        await WatchAsync(Ada, null);
        await WatchAsync(Bob, null);
        await _registry.RefreshAsync(default);
        await _registry.Of("c").DrainedAsync();
        Assert.Equal(2, _client.Refreshes);
    }

    [Fact]
    public async Task A_client_that_has_gone_leaves_nothing_behind()
    {
        Change(Ada, 1);
        await WatchAsync(Ada, null);
        _registry.WatchAll(_registry.Of("c"));
        await _registry.DisconnectAsync("c");
        Assert.False(_registry.HasListeners(Ada));
        Assert.Throws<HubException>(() => _registry.Of("c"));
    }

    [Fact]
    public void A_connection_watches_so_many_members_at_most()
    {
        var connection = _registry.Of("c");
        for (var i = 0; i < WatchConnection.MaxWatches; i++)
            _registry.Watch(connection, MemberId.Of($"M{i:D5}"), _engine.Account(Ada));
        Assert.StartsWith("too-many-watches", Assert.Throws<HubException>(() => _registry.Watch(connection, Ada, _engine.Account(Ada))).Message);
        _registry.Watch(connection, MemberId.Of("M00000"), _engine.Account(Ada));
    }

    private MetricCollector<long> Cuts() => new(_meters, "Loyalty.Hub", "loyalty.hub.connections_cut");

    private async Task<StatusView> WatchAsync(MemberId member, long? afterVersion) =>
        (await _registry.Watch(_registry.Of("c"), member, _engine.Account(member)).StartAsync(afterVersion)).Value!;

    private void Change(MemberId member, int times)
    {
        for (var i = 0; i < times; i++)
            _engine.Account(member).Change(ChangeKind.SpendRecorded);
    }
}
