namespace Loyalty.Domain;

/// <summary>The programme that is used when none is configured.</summary>
public static class BuiltInProgramme
{
    /// <summary>Spend Recognition: CHF, Europe/Zurich, 12 months, 30 days of grace, Member to Platinum.</summary>
    public static Programme Value { get; } = Programme.Create(
        "Spend Recognition", "CHF", "Europe/Zurich", windowMonths: 12, graceDays: 30,
        [
            new("Member", 0, 0, ["member-fares", "app-features", "birthday-bonus"], new CostRange(0, 0)),
            new("Silver", 1000, 10, ["priority-boarding", "extra-bag", "dedicated-check-in"], new CostRange(20, 40)),
            new("Gold", 2500, 25, ["lounge", "premium-seat", "priority-rebooking", "fast-track"], new CostRange(100, 200)),
            new("Platinum", 5000, 50, ["companion-lounge", "guaranteed-seat", "dedicated-line", "surprise-upgrades"], new CostRange(300, 500)),
        ]).Value;
}
