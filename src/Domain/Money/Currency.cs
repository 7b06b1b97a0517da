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

    private static readonly Dictionary<string, Currency> Readable = All.Values
        .Concat(Iso4217.OnceTakenByCode.Select(c => new Currency(c.Key, c.Value)))
        .ToDictionary(c => c.Code, StringComparer.Ordinal);

    /// <summary>Finds a currency by its exact, upper-case code.</summary>
    public static bool TryFind(string? code, [NotNullWhen(true)] out Currency? currency)
    {
        currency = null;
        return code is not null && All.TryGetValue(code, out currency);
    }

    /// <summary>Why a code is no currency to report a purchase in: one that is history is told by its name.</summary>
    public static string FaultOf(string? code) => code is not null && WithdrawnCurrencies.TryFind(code, out var name, out var since)
        ? $"{code}, the {name}, was withdrawn in {since}; only currencies withdrawn within 36 months are taken."
        : "Must be a currency code of ISO 4217, as CHF.";

    /// <summary>The currency of a code that is known to be valid, or once was when a row was written.</summary>
    /// <exception cref="ArgumentException">ISO 4217 has no such code.</exception>
    public static Currency Of(string code) =>
        Readable.TryGetValue(code, out var currency) ? currency : throw new ArgumentException($"'{code}' is not a currency of ISO 4217.", nameof(code));

    public override string ToString() => Code;
}
