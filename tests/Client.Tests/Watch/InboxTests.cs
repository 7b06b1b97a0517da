using static Loyalty.Client.Tests.Samples;

namespace Loyalty.Client.Tests;

public sealed class InboxTests
{
    [Fact]
    public async Task A_watch_that_is_too_slow_is_told_to_ask_once_it_has_read_what_was_kept()
    {
        var inbox = new Inbox(AdaId);
        for (var version = 1; version <= Inbox.Capacity + 5; version++)
            inbox.Put(new Signal.Changed(Change(version)));
        for (var version = 1; version <= Inbox.Capacity; version++)
            Assert.Equal(version, Assert.IsType<Signal.Changed>(await inbox.NextAsync(Timeout.InfiniteTimeSpan, default)).Change.Version);
        Assert.IsType<Signal.Ask>(await inbox.NextAsync(Timeout.InfiniteTimeSpan, default));
        Assert.IsType<Signal.Patience>(await inbox.NextAsync(TimeSpan.FromMilliseconds(1), default));
    }
}
