using System.Text.RegularExpressions;

namespace Loyalty.Api;

/// <summary>What the fields of a profile may hold. The one place for enrolment and change.</summary>
public static partial class ProfileRules
{
    /// <summary>UTF-16 units of a given or a family name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Characters of an e-mail address (RFC 5321, erratum 1690).</summary>
    public const int MaxEmailLength = 254;

    /// <summary>Characters of a phone number with its separators.</summary>
    public const int MaxPhoneLength = 32;

    /// <summary>Characters of a language tag (RFC 5646, 4.4.1).</summary>
    public const int MaxLocaleLength = 35;

    /// <summary>Nobody alive was born before.</summary>
    public static readonly DateOnly EarliestBirth = new(1900, 1, 1);

    /// <summary>The fields of a profile that a member need not have.</summary>
    public static readonly IReadOnlyList<string> OptionalFields = ["email", "phone", "birthDate", "locale", "homeAirport"];

    /// <summary>All fields of a profile, as requests name them.</summary>
    public static readonly IReadOnlyList<string> Fields = ["givenName", "familyName", .. OptionalFields];

    /// <summary>Why a value cannot be taken, or null when it can.</summary>
    /// <param name="field">One of <see cref="Fields"/>.</param>
    public static string? Fault(string field, string value) => field switch
    {
        "email" => Texts.Fault(value, MaxEmailLength) ?? Unless(Email().IsMatch(value), "Must be an address as name@host."),
        "phone" => Texts.Fault(value, MaxPhoneLength)
            ?? Unless(Phone().IsMatch(value) && value.Count(char.IsAsciiDigit) is >= 5 and <= 15, "Must be a number of 5 to 15 digits, as +41 44 123 45 67."),
        "locale" => Texts.Fault(value, MaxLocaleLength) ?? Unless(Locale().IsMatch(value), "Must be a language tag, as de-CH."),
        "homeAirport" => Unless(Airport().IsMatch(value), "Must be three capital letters, as ZRH."),
        "birthDate" => Unless(Instants.TryReadDate(value, out var birth) && birth >= EarliestBirth, "Must be a date from 1900 on, as 1985-12-10."),
        _ => Texts.Fault(value, MaxNameLength),
    };

    private static string? Unless(bool valid, string message) => valid ? null : message;

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Email();

    [GeneratedRegex(@"^\+?[0-9(][0-9 ().\-/]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Locale();

    [GeneratedRegex(@"^[A-Z]{3}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Airport();
}
