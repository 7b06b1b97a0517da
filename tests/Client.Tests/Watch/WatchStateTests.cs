using static Loyalty.Client.Tests.Samples;

namespace Loyalty.Client.Tests;

public sealed class WatchStateTests
{
    private static WatchState At(long version)
    {
        var state = new WatchState();
        state.TakeAnswer(Status(version));
        return state;
    }

    private static string Told(Moment? moment) => moment is null ? "" : $"{moment.Status.Version}:{string.Join(',', moment.Applied.Select(change => change.Version))}";

    [Fact]
    public void A_change_moves_the_status_when_its_turn_has_come_and_once()
    {
        var state = At(3);
        Assert.Equal("4:4", Told(state.TakeChange(Change(4))));
        Assert.Equal("", Told(state.TakeChange(Change(4))));
        Assert.Equal("", Told(state.TakeChange(Change(2))));
        Assert.False(state.HasGap);
    }

    [Fact]
    public void A_change_waits_for_the_ones_before_it()
    {
        var state = At(3);
        Assert.Equal("", Told(state.TakeChange(Change(6))));
        Assert.Equal("", Told(state.TakeChange(Change(5))));
        Assert.True(state.HasGap);
        Assert.Equal("6:4,5,6", Told(state.TakeChange(Change(4))));
        Assert.False(state.HasGap);
    }

    [Fact]
    public void A_change_before_the_first_answer_waits_for_it()
    {
        var state = new WatchState();
        Assert.Equal("", Told(state.TakeChange(Change(7))));
        Assert.Equal("", Told(state.TakeChange(Change(6))));
        Assert.Equal("7:7", Told(state.TakeAnswer(Status(6))));
    }

    [Fact]
    public void An_older_status_that_comes_by_itself_changes_nothing_and_a_later_day_does()
    {
        var state = At(5);
        Assert.Null(state.TakeSnapshot(Status(4)));
        Assert.Null(state.TakeSnapshot(Status(5)));
        Assert.Equal("5:", Told(state.TakeSnapshot(Status(5, "2026-11-22"))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void After_a_restore_the_answer_is_the_truth(long version)
    {
        var state = At(5);
        state.Doubt();
        Assert.Equal($"{version}:", Told(state.TakeAnswer(Status(version))));
        Assert.Equal($"{version + 1}:{version + 1}", Told(state.TakeChange(Change(version + 1))));
    }

    [Fact]
    public void What_is_pushed_before_the_answer_of_a_restored_engine_counts_from_it()
    {
        var state = At(5);
        state.Doubt();
        Assert.Equal("", Told(state.TakeChange(Change(3))));
        Assert.Equal("3:3", Told(state.TakeAnswer(Status(2))));
    }

    [Fact]
    public void An_answer_that_pushes_have_overtaken_takes_nothing_back()
    {
        var state = At(5);
        state.Doubt();
        Assert.Equal("6:6", Told(state.TakeChange(Change(6))));
        Assert.Null(state.TakeAnswer(Status(5)));
        Assert.Equal(6, state.Version);
    }

    [Fact]
    public void The_same_answer_again_is_no_news()
    {
        var state = At(5);
        state.Doubt();
        Assert.Null(state.TakeAnswer(Status(5)));
    }

    [Fact]
    public void What_waits_is_bounded_and_what_was_let_go_is_asked_for_and_told_in_order()
    {
        var state = At(1);
        for (var version = 3; version < 1_000; version++)
            Assert.Null(state.TakeChange(Change(version)));
        Assert.True(state.HasGap);
        state.Asked();
        var told = Enumerable.Range(2, 998).SelectMany(version => state.TakeChange(Change(version))?.Applied ?? []).Select(change => change.Version);
        Assert.Equal(Enumerable.Range(2, 998).Select(version => (long)version), told);
        Assert.False(state.HasGap);
    }
}
