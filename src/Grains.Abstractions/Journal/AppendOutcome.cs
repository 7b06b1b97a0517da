namespace Loyalty.Grains;

/// <summary>What became of an append. Two are equal where the same became of both, wherever their rows stand.</summary>
public readonly struct AppendOutcome : IEquatable<AppendOutcome>
{
    private readonly byte _what;

    private AppendOutcome(byte what, long lastSequence) => (_what, LastSequence) = (what, lastSequence);

    /// <summary>Durable.</summary>
    public static AppendOutcome Appended { get; } = new(1, 0);

    /// <summary>Another writer has given the account this version: reload and decide again. Nothing was written.</summary>
    public static AppendOutcome VersionConflict { get; } = new(2, 0);

    /// <summary>A command key is taken: look it up. Nothing was written.</summary>
    public static AppendOutcome KeyTaken { get; } = new(3, 0);

    /// <summary>The sequence of the last event that was appended; those before it have the ones before. 0 where it is not known.</summary>
    public long LastSequence { get; }

    public static bool operator ==(AppendOutcome one, AppendOutcome other) => one.Equals(other);

    public static bool operator !=(AppendOutcome one, AppendOutcome other) => !one.Equals(other);

    /// <summary>The same, with where the rows stand.</summary>
    public AppendOutcome Through(long lastSequence) => new(_what, lastSequence);

    public bool Equals(AppendOutcome other) => _what == other._what;

    public override bool Equals(object? obj) => obj is AppendOutcome other && Equals(other);

    public override int GetHashCode() => _what;

    public override string ToString() => _what switch
    {
        1 => nameof(Appended),
        2 => nameof(VersionConflict),
        3 => nameof(KeyTaken),
        _ => "Undecided",
    };
}
