namespace Loyalty.Client.Tests;

/// <summary>Statuses and changes of one member.</summary>
internal static class Samples
{
    public const string AdaId = "ADA1815";

    public static readonly Enrolment Ada = new() { Channel = "app", GivenName = "Ada", FamilyName = "Lovelace", MemberId = AdaId };

    public static Purchase Flight(string transactionId, decimal amount) => new() { TransactionId = transactionId, Type = "flight", Amount = amount, Currency = "CHF" };

    /// <summary>A status at a version.</summary>
    public static MemberStatus Status(long version, string asOf = "2026-11-21") => new()
    {
        MemberId = AdaId,
        Version = version,
        AsOf = DateOnly.Parse(asOf),
        Tier = new MemberTier { Name = "Gold", Level = 2, Since = new DateOnly(2026, 11, 21), AtRisk = false, Code = "gold", Source = "own" },
        Spend = new MemberSpend { Currency = "CHF", CurrentPeriod = 100 * version, Lifetime = 100 * version, LastUpdated = default },
        QualifyingPeriod = new QualifyingPeriod { Start = new DateOnly(2025, 11, 21), End = new DateOnly(2026, 11, 21) },
        Benefits = [],
    };

    /// <summary>A change that leads to it.</summary>
    public static StatusChange Change(long version) => new() { MemberId = AdaId, Version = version, Kind = "spendRecorded", At = default, Status = Status(version) };
}
