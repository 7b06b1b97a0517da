using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The answer to a command or question: a value, or why there is none.</summary>
/// <param name="Value">Null when refused.</param>
/// <param name="Refusal">Null when answered.</param>
/// <param name="IsRepeat">The same command came before: this is its first answer again and nothing was changed.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Outcome`1")]
public sealed record Outcome<T>(T? Value, Refusal? Refusal, bool IsRepeat)
    where T : class
{
    public static implicit operator Outcome<T>(T value) => new(value, null, IsRepeat: false);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal, IsRepeat: false);

    /// <summary>The same, marked as the first answer again.</summary>
    public Outcome<T> AsRepeat() => this with { IsRepeat = true };
}
