using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Which records of the trail a caller asks for; null asks for any.</summary>
/// <param name="Action">One of <see cref="TrailActions"/>.</param>
/// <param name="Who">As it is recorded, to the letter.</param>
public sealed record TrailFilter(MemberId? Member, string? Action, string? Who)
{
    /// <summary>The names of its parameters in an address.</summary>
    public static readonly string[] Parameters = ["memberId", "action", "who"];

    /// <summary>Reads it from an address, or refuses the first parameter that is not valid.</summary>
    public static Checked<TrailFilter> Read(string? memberId, string? action, string? who)
    {
        var member = memberId is null ? (Checked<MemberId>?)null : MemberId.Parse(memberId);
        if (member?.Refusal is { } mistyped)
            return mistyped;
        if (action is not null && !TrailActions.All.Contains(action))
            return new Refusal("action-not-valid", $"Must be one of {string.Join(", ", TrailActions.All)}.", "action");
        if (who is not null && Texts.Fault(who, TrailSource.MaxWhoLength) is { } fault)
            return new Refusal("who-not-valid", fault, "who");
        return new TrailFilter(member?.Value, action, who);
    }

    /// <summary>Whether a record is asked for.</summary>
    public bool Takes(TrailEntry entry) =>
        (Member is null || entry.Member == Member) && (Action is null || entry.Action == Action) && (Who is null || entry.Source.Who == Who);

    /// <summary>What is asked for, as a record's detail; null when everything is.</summary>
    public string? Detail => this == new TrailFilter(null, null, null)
        ? null
        : AuditRecorder.Detail(("memberId", Member?.Value), ("action", Action), ("who", Who));
}
