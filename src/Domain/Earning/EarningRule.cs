using System.Globalization;

namespace Loyalty.Domain;

/// <summary>A rule, checked and ready to be asked.</summary>
internal sealed record EarningRule(string Id, EarningConditions When, DateOnly? From, DateOnly? To, bool ByService)
{
    /// <summary>What of a purchase a deny rule takes out; empty for everything.</summary>
    public ValueList<string> Components { get; init; }

    /// <summary>The percent of a bonus rule in hundredths of a percent, so that sums stay whole.</summary>
    public long Hundredths { get; init; }

    public decimal Percent { get; init; }

    public EarningCap? Cap { get; init; }

    public HoldTerms? Hold { get; init; }

    /// <summary>Whether the purchase lies in the rule's days; a rule without days is of every day.</summary>
    public bool IsInDates(in EarningFacts facts)
    {
        if (From is null && To is null)
            return true;
        return DateOf(facts) is { } date && !(date < From) && !(date > To);
    }

    public bool Matches(in EarningFacts facts) =>
        (!ByService || facts.ServiceDate is not null) && When.Match(facts, DateOf(facts) ?? facts.Date);

    /// <summary>Whether a purchase of a type, with details or without, can match on any day.</summary>
    public bool MayMatch(PurchaseType type, bool hasDetails) => When.MayMatch(type, hasDetails) && (hasDetails || !ByService);

    private DateOnly? DateOf(in EarningFacts facts) => ByService ? facts.ServiceDate : facts.Date;
}

/// <summary>The most that a bonus rule adds.</summary>
/// <param name="Amount">In minor units of the programme's currency.</param>
public sealed record EarningCap(long Amount, CapPer Per)
{
    /// <summary>The one period of a cap on a whole campaign.</summary>
    public const string WholeCampaign = "campaign";

    /// <summary>The period of a member that a purchase date belongs to; null where the cap is of one purchase alone.</summary>
    public string? PeriodOf(DateOnly date) => Per switch
    {
        CapPer.Month => date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        CapPer.Year => date.ToString("yyyy", CultureInfo.InvariantCulture),
        CapPer.Campaign => WholeCampaign,
        _ => null,
    };
}

/// <summary>What a cap is counted over.</summary>
public enum CapPer
{
    Purchase,
    Month,
    Year,
    Campaign,
}

/// <summary>A group of bonus rules.</summary>
internal sealed record EarningGroup(string Id, bool Best, bool Last, EarningRule[] Rules);

/// <summary>What the conditions of rules are asked about.</summary>
/// <param name="Converted">In minor units of the programme's currency, before eligibility.</param>
/// <param name="Tier">Code of the own tier held.</param>
/// <param name="IsFirst">The member has bought nothing before.</param>
internal readonly record struct EarningFacts(Purchase Purchase, DateOnly Date, long Converted, string Tier, bool IsFirst)
{
    public PurchaseDetails? Details => Purchase.Details;

    public DateOnly? ServiceDate => Purchase.Details?.ServiceDate;

    /// <summary>The flight as it is compared: LX0014 is LX14; what is no designator is itself. Read once, whatever many rules ask.</summary>
    public string? Flight { get; } = TextCondition.Designator(Purchase.Details?.Flight);

    /// <summary>From and to, as ZRH-LHR; null where either is missing.</summary>
    public string? Route { get; } = Purchase.Details is { Origin: { } from, Destination: { } to } ? $"{from}-{to}" : null;
}
