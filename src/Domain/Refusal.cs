namespace Loyalty.Domain;

/// <summary>Why a command or a question was refused. Nothing has changed when one is returned.</summary>
/// <param name="Code">Stable kebab-case code that clients branch on, such as <c>amount-not-valid</c>.</param>
/// <param name="Detail">One English sentence for a person.</param>
/// <param name="Field">The camelCase request field at fault, or null when no single field is.</param>
public sealed record Refusal(string Code, string Detail, string? Field = null)
{
    /// <summary>What has become of what the command was about, where it has ended otherwise; else null.</summary>
    public string? Became { get; init; }

    /// <summary>The reason code of whoever refused it in the engine's place, such as a partner; else null.</summary>
    public string? Reason { get; init; }

    /// <summary>How often it may be tried again, where tries are counted; else null.</summary>
    public int? TriesLeft { get; init; }
}

/// <summary>A value, or the refusal that stands in its place.</summary>
public readonly record struct Checked<T>
{
    private readonly T? _value;

    private Checked(T? value, Refusal? refusal)
    {
        _value = value;
        Refusal = refusal;
    }

    /// <summary>Null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Value => Refusal is null
        ? _value!
        : throw new InvalidOperationException($"Refused: {Refusal.Code}: {Refusal.Detail}");

    public static implicit operator Checked<T>(T value) => new(value, null);

    public static implicit operator Checked<T>(Refusal refusal) => new(default, refusal);
}
