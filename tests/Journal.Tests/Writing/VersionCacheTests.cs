namespace Loyalty.Journal.Tests;

/// <summary>What a connection knows of the accounts it has written to: never more than it wrote, seldom less.</summary>
public sealed class VersionCacheTests
{
    private readonly VersionCache _heads = new();

    [Fact]
    public void Knows_the_last_version_written_and_those_before_it()
    {
        _heads.Note("M1", 4);
        _heads.Note("M1", 5);
        Assert.Equal([true, true, false], new long[] { 4, 5, 6 }.Select(version => _heads.Hold("M1", version)));
        Assert.False(_heads.Hold("M2", 1));
    }

    [Fact]
    public void Remembers_the_accounts_of_a_programme_of_a_hundred_thousand()
    {
        const int Members = 100_000;
        for (var i = 0; i < Members; i++)
            _heads.Note(Member(i), i + 1);
        Assert.InRange(Enumerable.Range(0, Members).Count(i => _heads.Hold(Member(i), i + 1)), Members * 99 / 100, Members);
    }

    [Fact]
    public void Gives_up_accounts_of_long_ago_and_never_mistakes_one_for_another()
    {
        const int Members = 4 * VersionCache.Capacity;
        for (var i = 0; i < Members; i++)
            _heads.Note(Member(i), i + 1);
        Assert.All(Enumerable.Range(Members - 1_000, 1_000), i => Assert.True(_heads.Hold(Member(i), i + 1)));
        Assert.DoesNotContain(Enumerable.Range(0, Members), i => _heads.Hold(Member(i), i + 2));
        Assert.InRange(Enumerable.Range(0, Members).Count(i => _heads.Hold(Member(i), i + 1)), 1, VersionCache.Capacity);
    }

    [Fact]
    public void Forgets_everything_when_told()
    {
        _heads.Note("M1", 4);
        _heads.Clear();
        Assert.False(_heads.Hold("M1", 4));
    }

    private static string Member(int number) => $"MEMBER{number:D8}";
}
