namespace Loyalty.Domain;

/// <summary>
/// The number of a member: 4 to 20 of <c>A-Z0-9</c>. Ids that the engine issues are 12 digits, the last a Luhn check digit
/// (ISO/IEC 7812-1, annex B); a 12-digit number with a wrong check digit is refused as mistyped.
/// </summary>
public readonly record struct MemberId
{
    /// <summary>Digits of an issued id, check digit included.</summary>
    public const int IssuedLength = 12;

    /// <summary>Ids that can be issued: payloads from 0 up to, but not including, this one.</summary>
    public const long Payloads = 100_000_000_000;

    /// <summary>Characters of an id, at least.</summary>
    public const int MinLength = 4;

    /// <summary>Characters of an id, at most.</summary>
    public const int MaxLength = 20;

    private readonly string? _value;

    private MemberId(string value) => _value = value;

    /// <summary>The id as text; empty for the default value, which no member has.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads an id.</summary>
    /// <returns>Refused with <c>member-id-not-valid</c>.</returns>
    public static Checked<MemberId> Parse(string? text)
    {
        if (text is null || text.Length is < MinLength or > MaxLength || !text.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
            return new Refusal("member-id-not-valid", $"A member id is {MinLength} to {MaxLength} capital letters and digits.", "memberId");
        if (text.Length == IssuedLength && text.All(char.IsAsciiDigit) && CheckDigit(text.AsSpan(0, IssuedLength - 1)) != text[^1])
            return new Refusal("member-id-not-valid", "The check digit is wrong: the number is mistyped.", "memberId");
        return new MemberId(text);
    }

    /// <summary>An id that is known to be valid.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static MemberId Of(string text) => Parse(text).Value;

    /// <summary>The issued id with this payload.</summary>
    /// <param name="payload">The 11 digits before the check digit, as a number.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or has more than 11 digits.</exception>
    public static MemberId Issue(long payload)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(payload);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(payload, Payloads);
        var digits = payload.ToString("D11", System.Globalization.CultureInfo.InvariantCulture);
        return Of(digits + CheckDigit(digits));
    }

    public override string ToString() => Value;

    private static char CheckDigit(ReadOnlySpan<char> payload) => (char)('0' + NumberChecks.Luhn(payload));
}
