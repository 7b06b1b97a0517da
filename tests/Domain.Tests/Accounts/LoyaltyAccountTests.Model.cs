namespace Loyalty.Domain.Tests;

/// <summary>Random lives, lived by the engine and by the reference model side by side.</summary>
public partial class LoyaltyAccountTests
{
    [Fact]
    public void Account_is_on_every_day_what_the_rules_run_day_by_day_make_it() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var lives = new TwoLives(history);
            lives.Lived(eachDay: lives.AssertSame);
        });

    [Fact]
    public void Recorded_moves_are_those_of_the_rules_run_day_by_day() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var lives = new TwoLives(history).Lived();
            lives.Live.Looked(history.LastDay);
            lives.AssertSameMoves();
        });
}
