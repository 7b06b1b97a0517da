namespace Loyalty.Domain.Tests;

public sealed class AttemptScheduleTests
{
    [Fact]
    public void Ten_attempts_lie_where_the_rules_have_them()
    {
        string[] at = ["0:00:00", "0:00:05", "0:05:05", "0:35:05", "2:35:05", "7:35:05", "17:35:05", "31:35:05", "51:35:05", "75:35:05"];
        var (elapsed, told) = (TimeSpan.Zero, new List<string> { "0:00:00" });
        for (var attempts = 1; AttemptSchedule.After(attempts, chance: 0.5) is { } delay; attempts++)
        {
            elapsed += delay;
            told.Add($"{(int)elapsed.TotalHours}:{elapsed:mm\\:ss}");
        }

        Assert.Equal(at, told);
        Assert.Null(AttemptSchedule.After(AttemptSchedule.MaxAttempts, 0.5));
    }

    [Theory]
    [InlineData(0, 4.5)]
    [InlineData(0.5, 5)]
    [InlineData(1, 5.5)]
    public void Chance_moves_a_delay_by_a_tenth_at_most(double chance, double seconds) =>
        Assert.Equal(seconds, AttemptSchedule.After(1, chance)!.Value.TotalSeconds, precision: 6);

    [Fact]
    public void What_a_receiver_asks_for_is_kept_to_up_to_a_day_and_never_shortens_a_delay()
    {
        Assert.Equal(TimeSpan.FromMinutes(2), AttemptSchedule.After(1, 0.5, TimeSpan.FromMinutes(2)));
        Assert.Equal(TimeSpan.FromHours(24), AttemptSchedule.After(1, 0.5, TimeSpan.FromDays(400)));
        Assert.Equal(TimeSpan.FromSeconds(5), AttemptSchedule.After(1, 0.5, TimeSpan.Zero));
        Assert.Null(AttemptSchedule.After(10, 0.5, TimeSpan.FromMinutes(2)));
    }
}
