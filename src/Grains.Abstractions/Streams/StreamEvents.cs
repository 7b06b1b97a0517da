using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The streams beside the ledger.</summary>
public static class StreamNames
{
    /// <summary>Profiles, consents and erasures: names of fields, never what is in them.</summary>
    public const string Persons = "persons";

    /// <summary>What members were told at airports.</summary>
    public const string Airport = "airport";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Persons, Airport];
}

/// <summary>What an event of a stream beside the ledger is called on the wire.</summary>
public enum StreamEventKind
{
    ProfileChanged,
    ConsentChanged,
    MemberErased,
    DisruptionStep,
}

/// <summary>What happened beside the ledger. Nothing of it tells who somebody is.</summary>
public abstract record StreamEvent
{
    public abstract StreamEventKind Kind { get; }
}

/// <summary>A profile was changed.</summary>
/// <param name="Fields">The names of the fields whose values are others now, in order.</param>
/// <param name="ProfileVersion">The version that it made.</param>
/// <param name="Source">Who changed it: the name of a key, or the kind of caller; never a person's name.</param>
public sealed record ProfileChanged(IReadOnlyList<string> Fields, long ProfileVersion, string Source) : StreamEvent
{
    public override StreamEventKind Kind => StreamEventKind.ProfileChanged;
}

/// <summary>A member said what they agree to.</summary>
/// <param name="Purposes">By purpose.</param>
public sealed record ConsentChanged(IReadOnlyDictionary<string, bool> Purposes) : StreamEvent
{
    /// <summary>To be greeted on displays.</summary>
    public const string DisplayRecognition = "displayRecognition";

    public override StreamEventKind Kind => StreamEventKind.ConsentChanged;
}

/// <summary>A person was erased; the member's number stays in the ledger.</summary>
public sealed record PersonErased : StreamEvent
{
    public override StreamEventKind Kind => StreamEventKind.MemberErased;
}

/// <summary>A member was told of a disruption.</summary>
/// <param name="State">How far the disruption is: <see cref="Announced"/>.</param>
public sealed record DisruptionStep(DisruptionId Disruption, string State) : StreamEvent
{
    /// <summary>It was told for the first time.</summary>
    public const string Announced = "announced";

    public override StreamEventKind Kind => StreamEventKind.DisruptionStep;
}

/// <summary>An event for a stream beside the ledger.</summary>
/// <param name="Date">The civil day it belongs to.</param>
/// <param name="At">The instant, to the microsecond.</param>
/// <param name="Tier">The code of the tier that the member holds; null where the account cannot be read.</param>
public sealed record StreamEntry(MemberId Member, DateOnly Date, DateTimeOffset At, string? Tier, StreamEvent Event);

/// <summary>An event as a stream holds it.</summary>
/// <param name="Sequence">Its place in the stream.</param>
/// <param name="After">The ledger's last sequence when it was committed.</param>
public sealed record RecordedStreamEvent(string Stream, long Sequence, long After, StreamEntry Entry);
