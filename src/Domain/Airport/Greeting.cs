namespace Loyalty.Domain;

/// <summary>What a member is greeted with. The names are stored and sent: they are a contract.</summary>
public enum GreetingKind
{
    /// <summary>Holds the lowest tier.</summary>
    Welcome,

    /// <summary>Holds a tier between the lowest and the highest.</summary>
    WelcomeBack,

    /// <summary>Holds the highest tier.</summary>
    WelcomeHighest,

    /// <summary>Has reached the tier from below, a few days ago at most.</summary>
    NewTier,

    /// <summary>Has been a member for whole years, since a few days ago at most.</summary>
    Anniversary,
}

/// <summary>A reason to greet somebody.</summary>
/// <param name="Since">The day it came about, for a new tier or an anniversary.</param>
/// <param name="Years">Whole years of membership, for an anniversary.</param>
public sealed record Greeting(GreetingKind Kind, DateOnly? Since = null, int? Years = null);

/// <summary>Who is greeted, as far as the greeting goes.</summary>
/// <param name="UpgradedOn">The day the tier was reached from below; null for the lowest tier and after a drop.</param>
public sealed record GreetedMember(int Level, DateOnly? UpgradedOn, DateOnly EnrolledOn);

/// <summary>Finds what is true of a member today and worth saying.</summary>
public static class Greetings
{
    /// <summary>Days a display congratulates on a new tier, the first one included.</summary>
    public const int NewTierDays = 7;

    /// <summary>Days a crew is told of a new tier.</summary>
    public const int NewTierDaysForCrew = 30;

    /// <summary>Days an anniversary is spoken of, the day itself included.</summary>
    public const int AnniversaryDays = 7;

    /// <summary>The one greeting for a display.</summary>
    public static Greeting ForDisplay(GreetedMember member, DateOnly today, int topLevel) =>
        Milestones(member, today, NewTierDays).FirstOrDefault() ?? new Greeting(
            member.Level == 0 ? GreetingKind.Welcome : member.Level < topLevel ? GreetingKind.WelcomeBack : GreetingKind.WelcomeHighest);

    /// <summary>All that a crew may greet the member for; mostly nothing.</summary>
    public static IReadOnlyList<Greeting> ForCrew(GreetedMember member, DateOnly today) => [.. Milestones(member, today, NewTierDaysForCrew)];

    private static IEnumerable<Greeting> Milestones(GreetedMember member, DateOnly today, int newTierDays)
    {
        if (member.UpgradedOn is { } upgraded && DaysSince(upgraded, today) < newTierDays)
            yield return new Greeting(GreetingKind.NewTier, upgraded);
        var years = YearsBetween(member.EnrolledOn, today);
        if (years > 0 && member.EnrolledOn.AddYears(years) is var day && DaysSince(day, today) < AnniversaryDays)
            yield return new Greeting(GreetingKind.Anniversary, day, years);
    }

    private static int DaysSince(DateOnly day, DateOnly today) => today.DayNumber - day.DayNumber;

    private static int YearsBetween(DateOnly from, DateOnly to)
    {
        var years = to.Year - from.Year;
        return from.AddYears(years) > to ? years - 1 : years;
    }
}
