namespace Loyalty.Domain;

/// <summary>
/// The code of a lot that nobody owns yet: 12 characters of 28 of which none looks like another, the last one a check character by Luhn's
/// rule for 28 (ISO/IEC 7812-1 for 10), which finds every single wrong character and nearly every swap of two neighbours.
/// </summary>
public static class RewardCode
{
    /// <summary>Characters of a code.</summary>
    public const int Length = 12;

    /// <summary>Without 0 and O, 1, I and L, 8 beside B, S beside 5, Z beside 2.</summary>
    public const string Characters = "2345679ACDEFGHJKMNPQRTUVWXYB";

    private const int Shown = 4;

    /// <summary>The code of 11 random numbers.</summary>
    /// <param name="numbers">Each 0 to 27.</param>
    public static string Of(ReadOnlySpan<int> numbers)
    {
        if (numbers.Length != Length - 1)
            throw new ArgumentException($"A code is made of {Length - 1} numbers.", nameof(numbers));
        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < numbers.Length; i++)
            code[i] = Characters[numbers[i]];
        code[^1] = Check(code[..^1]);
        return new string(code);
    }

    /// <summary>A code as people write it, in its one form; null for what can be none.</summary>
    public static string? Read(string? text)
    {
        var code = string.Concat((text ?? "").Where(c => c is not (' ' or '-'))).ToUpperInvariant();
        return code.Length == Length && code.All(c => Characters.Contains(c, StringComparison.Ordinal)) && Check(code.AsSpan(0, Length - 1)) == code[^1] ? code : null;
    }

    /// <summary>What may be shown of a code.</summary>
    public static string LastFour(string code) => code[^Shown..];

    private static char Check(ReadOnlySpan<char> payload)
    {
        var sum = 0;
        for (var i = 0; i < payload.Length; i++)
        {
            var number = Characters.IndexOf(payload[^(i + 1)], StringComparison.Ordinal);
            var doubled = i % 2 == 0 ? number * 2 : number;
            sum += (doubled / Characters.Length) + (doubled % Characters.Length);
        }

        return Characters[(Characters.Length - (sum % Characters.Length)) % Characters.Length];
    }
}
