namespace Loyalty.Domain.Tests;

public class GreetingTests
{
    private const int Top = 3;
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly DateOnly LongAgo = new(2024, 5, 1);

    [Theory]
    [InlineData(0, GreetingKind.Welcome)]
    [InlineData(1, GreetingKind.WelcomeBack)]
    [InlineData(2, GreetingKind.WelcomeBack)]
    [InlineData(3, GreetingKind.WelcomeHighest)]
    public void A_display_welcomes_by_tier(int level, GreetingKind kind) =>
        Assert.Equal(new Greeting(kind), Greetings.ForDisplay(new GreetedMember(level, null, LongAgo), Today, Top));

    [Theory]
    [InlineData(0, true, true)]
    [InlineData(6, true, true)]
    [InlineData(7, false, true)]
    [InlineData(29, false, true)]
    [InlineData(30, false, false)]
    public void A_new_tier_is_told_for_a_week_and_to_a_crew_for_a_month(int daysAgo, bool toDisplay, bool toCrew)
    {
        var member = new GreetedMember(2, Today.AddDays(-daysAgo), LongAgo);
        Assert.Equal(toDisplay, Greetings.ForDisplay(member, Today, Top).Kind == GreetingKind.NewTier);
        Assert.Equal(toCrew, Greetings.ForCrew(member, Today).Any(greeting => greeting.Kind == GreetingKind.NewTier));
    }

    [Theory]
    [InlineData("2025-11-21", 1)]
    [InlineData("2025-11-15", 1)]
    [InlineData("2025-11-14", null)]
    [InlineData("2025-11-22", null)]
    [InlineData("2016-11-20", 10)]
    [InlineData("2026-11-21", null)]
    public void Whole_years_are_told_for_a_week(string enrolled, int? years)
    {
        var member = new GreetedMember(0, null, DateOnly.Parse(enrolled));
        Assert.Equal(years, Greetings.ForCrew(member, Today).SingleOrDefault()?.Years);
        Assert.Equal(years, Greetings.ForDisplay(member, Today, Top).Years);
    }

    [Fact]
    public void A_leap_day_has_its_anniversary_on_the_last_of_february() => Assert.Equal(
        new Greeting(GreetingKind.Anniversary, new DateOnly(2025, 2, 28), 1),
        Greetings.ForDisplay(new GreetedMember(0, null, new DateOnly(2024, 2, 29)), new DateOnly(2025, 2, 28), Top));

    [Fact]
    public void A_new_tier_comes_before_an_anniversary() => Assert.Equal(
        [GreetingKind.NewTier, GreetingKind.Anniversary],
        Greetings.ForCrew(new GreetedMember(1, Today, Today.AddYears(-2)), Today).Select(greeting => greeting.Kind));
}
