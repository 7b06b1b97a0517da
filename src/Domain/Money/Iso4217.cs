namespace Loyalty.Domain;

/// <summary>
/// The codes of ISO 4217 list one with their minor units, as the maintenance agency publishes them (July 2026).
/// Codes for which the list gives no minor unit (metals, SDR, testing) are no currencies to pay in and are left out.
/// A code withdrawn less than 36 months ago, the longest window a programme may have, stays: a purchase made while it was
/// money may still be reported. Older ones are in <see cref="WithdrawnCurrencies"/> and are refused by name.
/// </summary>
internal static class Iso4217
{
    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private const string TwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP " +
        "COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR " +
        "JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN " +
        "NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL " +
        "THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";

    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private const string FourDecimals = "CLF UYW";

    /// <summary>SLL until December 2023 (now SLE), ZWL until 2024 (now ZWG), ANG until 2025 (now XCG), BGN until 2026 (now EUR).</summary>
    private const string WithdrawnLately = "ANG BGN SLL ZWL";

    /// <summary>What earlier versions took and this one does not: rows that were written with it are read for ever.</summary>
    private const string OnceTaken = "CUC";

    public static IEnumerable<KeyValuePair<string, int>> MinorUnitsByCode { get; } =
    [
        .. Codes(NoDecimals, 0),
        .. Codes(TwoDecimals, 2),
        .. Codes(ThreeDecimals, 3),
        .. Codes(FourDecimals, 4),
        .. Codes(WithdrawnLately, 2),
    ];

    public static IEnumerable<KeyValuePair<string, int>> OnceTakenByCode { get; } = Codes(OnceTaken, 2);

    private static IEnumerable<KeyValuePair<string, int>> Codes(string codes, int minorUnits) =>
        codes.Split(' ').Select(code => KeyValuePair.Create(code, minorUnits));
}
