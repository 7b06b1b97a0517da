using Microsoft.Extensions.Time.Testing;

namespace Loyalty.Grains.Tests;

public sealed class FollowerRestTests
{
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly CommitSignal _commits = new();
    private readonly FollowerRest _rest;

    public FollowerRestTests() => _rest = new FollowerRest(_commits, _time, 19);

    [Fact]
    public void Beside_a_journal_that_nobody_writes_to_there_is_none()
    {
        _commits.Raise(1000);
        _time.Advance(Work);
        _rest.After(Work);
        _time.Advance(Work);
        Assert.Equal(TimeSpan.Zero, _rest.After(Work));
    }

    [Theory]
    [InlineData(1, 400)] // Purchases one by one.
    [InlineData(100, 20)] // An import.
    public void Beside_a_busy_journal_it_is_whole_and_no_longer(int events, int commits)
    {
        for (var n = 0; n < commits; n++)
            _commits.Raise(events);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(19 * Work, _rest.After(Work));

        for (var n = 0; n < 10 * commits; n++)
            _commits.Raise(events);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(19 * Work, _rest.After(Work));
    }

    [Fact]
    public void In_between_it_goes_by_what_is_committed()
    {
        for (var n = 0; n < 100; n++)
            _commits.Raise();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(19 * Work / 4, _rest.After(Work));
    }

    [Fact]
    public void Other_processes_count()
    {
        for (var n = 0; n < 100; n++)
            _commits.RaiseFromElsewhere();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(19 * Work, _rest.After(Work));
    }
}
