using System.Diagnostics.CodeAnalysis;

namespace Loyalty.Domain;

/// <summary>A currency of ISO 4217 with the count of its decimals ("minor units").</summary>
public sealed record Currency
{
    private Currency(string code, int minorUnits)
    {
        Code = code;
        MinorUnits = minorUnits;
    }

    /// <summary>Three capital letters, such as <c>CHF</c>.</summary>
    public string Code { get; }

    /// <summary>Decimals of an amount: 0 (JPY) to 4 (CLF).</summary>
    public int MinorUnits { get; }

    /// <summary>Every currency the engine accepts, by code.</summary>
    public static IReadOnlyDictionary<string, Currency> All { get; } =
        Iso4217.MinorUnitsByCode.ToDictionary(c => c.Key, c => new Currency(c.Key, c.Value), StringComparer.Ordinal);

    /// <summary>Finds a currency by its exact, upper-case code.</summary>
    public static bool TryFind(string? code, [NotNullWhen(true)] out Currency? currency)
    {
        currency = null;
        return code is not null && All.TryGetValue(code, out currency);
    }

    /// <summary>The currency of a code that is known to be valid.</summary>
    /// <exception cref="ArgumentException">ISO 4217 has no such code.</exception>
    public static Currency Of(string code) =>
        TryFind(code, out var currency) ? currency : throw new ArgumentException($"'{code}' is not a currency of ISO 4217.", nameof(code));

    public override string ToString() => Code;
}
