using System.Text.Json;

namespace Loyalty.Domain;

/// <summary>The earning rules as people write them in <c>programme.json</c>, not yet checked.</summary>
public sealed record EarningFile
{
    /// <summary>Lists of values that conditions name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Lists { get; init; }

    /// <summary>The groups of bonus rules, in the order they are walked; the first is <c>tier</c>, also where it is not written.</summary>
    public IReadOnlyList<EarningGroupFile>? Groups { get; init; }

    public IReadOnlyList<EarningRuleFile>? Rules { get; init; }
}

/// <param name="Mode"><c>best</c> or <c>sum</c>.</param>
/// <param name="Last">Where it gave anything, no later group is walked.</param>
public sealed record EarningGroupFile(string Id, string Mode, bool Last = false);

/// <summary>One rule as written.</summary>
public sealed record EarningRuleFile
{
    public required string Id { get; init; }

    /// <summary><c>deny</c>, <c>allow</c>, <c>bonus</c> or <c>hold</c>.</summary>
    public required string Effect { get; init; }

    /// <summary>Conditions, all of which must hold; none: always.</summary>
    public IReadOnlyDictionary<string, JsonElement>? When { get; init; }

    /// <summary>The components that a deny rule takes out; none: everything.</summary>
    public IReadOnlyList<string>? Components { get; init; }

    public string? Group { get; init; }

    public decimal? Percent { get; init; }

    /// <summary>First day of a campaign.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of a campaign.</summary>
    public DateOnly? To { get; init; }

    /// <summary><c>purchase</c> (default) or <c>service</c>: the date that lies in the campaign.</summary>
    public string? By { get; init; }

    public EarningCapFile? Cap { get; init; }

    public HoldUntilFile? Until { get; init; }

    public int? AtMost { get; init; }

    /// <summary><c>cancel</c> (default) or <c>release</c>.</summary>
    public string? Then { get; init; }

    /// <summary><c>purchase</c> (default) or <c>service</c>: the date by which the credit leaves.</summary>
    public string? Dated { get; init; }
}

/// <param name="Amount">In the programme's currency.</param>
/// <param name="Per"><c>purchase</c>, <c>month</c>, <c>year</c> or <c>campaign</c>.</param>
public sealed record EarningCapFile(decimal Amount, string Per);

/// <param name="After"><c>purchase</c>, <c>service</c>, <c>paid</c>, <c>shipped</c>, <c>flown</c>, <c>delivered</c>.</param>
public sealed record HoldUntilFile(IReadOnlyList<string> After, int Days = 0);
