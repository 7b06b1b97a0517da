using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Somebody who changes something.</summary>
/// <param name="By">What they are: <c>open</c>, <c>key</c>, <c>member</c>, <c>operator</c>, <c>command</c> (at the shell of the machine), or <c>engine</c> for what it does of itself.</param>
/// <param name="Who">The name of a key, the subject of a token. At most <see cref="MaxWhoLength"/> characters.</param>
/// <param name="From">The remote address, or null where nobody asked over a network.</param>
public sealed record TrailSource(string By, string Who, string? From)
{
    public const int MaxWhoLength = 200;

    /// <summary>The engine itself.</summary>
    /// <param name="part">Which part of it.</param>
    public static TrailSource Engine(string part) => new("engine", part, null);
}

/// <summary>A change as it is to be recorded. Never holds a person's name, contact or birth date.</summary>
/// <param name="Action">One of <see cref="TrailActions"/>.</param>
/// <param name="Member">The member it is about, or null.</param>
/// <param name="Subject">What else it is about, by its id: a transaction, a day of rates, a key. At most <see cref="MaxSubjectLength"/> characters.</param>
/// <param name="Reason">Why, in the words of whoever did it, or null. At most <see cref="MaxReasonLength"/> characters.</param>
/// <param name="Detail">What more is to be known: a compact JSON object, or null. At most <see cref="MaxDetailLength"/> characters.</param>
public sealed record TrailEntry(
    TrailSource Source, string Action, MemberId? Member = null, string? Subject = null, string? Reason = null, string? Detail = null)
{
    public const int MaxSubjectLength = 200;

    public const int MaxReasonLength = 500;

    public const int MaxDetailLength = 8000;
}

/// <summary>An entry at its place in the trail.</summary>
/// <param name="Sequence">1, 2, 3 … without a gap.</param>
/// <param name="At">The instant, to the microsecond.</param>
/// <param name="Previous">The hash of the record before; empty for the first.</param>
/// <param name="Hash">As <see cref="TrailSeal"/> gives it.</param>
public sealed record TrailRecord(long Sequence, DateTimeOffset At, TrailEntry Entry, string Previous, string Hash);

/// <summary>One end of the trail.</summary>
public sealed record TrailEnd(long Sequence, string Hash);

/// <summary>Which records are asked for; what is null is not asked about.</summary>
/// <param name="Before">Only records before this sequence.</param>
/// <param name="Limit">Records at most.</param>
public sealed record TrailQuery(int Limit, long? Before = null, MemberId? Member = null, string? Action = null, string? Who = null);
