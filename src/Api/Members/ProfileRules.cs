using System.Text.Json;
using System.Text.RegularExpressions;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>What the fields of a profile may hold. The one place for enrolment and change.</summary>
public static partial class ProfileRules
{
    /// <summary>UTF-16 units of a given or a family name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Characters of a phone number with its separators.</summary>
    public const int MaxPhoneLength = 32;

    /// <summary>Characters of a language tag (RFC 5646, 4.4.1).</summary>
    public const int MaxLocaleLength = 35;

    /// <summary>Nobody alive was born before.</summary>
    public static readonly DateOnly EarliestBirth = new(1900, 1, 1);

    /// <summary>The names of a profile; one is enough.</summary>
    public static readonly IReadOnlyList<string> Names = ["givenName", "familyName"];

    /// <summary>All fields of a profile, as requests name them. None must be there, but one of the names.</summary>
    public static readonly IReadOnlyList<string> Fields = [.. Names, "email", "phone", "birthDate", "locale", "homeAirport"];

    /// <summary>The value that is kept: names without what cannot be seen, all else as it came.</summary>
    public static string Clean(string field, string value) => Names.Contains(field) ? PersonName.Clean(value) : value;

    /// <summary>The same as <see cref="Fault(string, string)"/>, and for a birth date that it does not lie in the future.</summary>
    /// <param name="services">Of the request, for what day it is.</param>
    public static string? Fault(string field, string value, IServiceProvider? services) =>
        Fault(field, value)
        ?? (field == "birthDate" && Instants.TryReadDate(value, out var birth) && birth > services?.GetService<ProgrammeClock>()?.Today
            ? "Must not lie in the future."
            : null);

    /// <summary>Why a value cannot be taken, or null when it can.</summary>
    /// <param name="field">One of <see cref="Fields"/>.</param>
    public static string? Fault(string field, string value) => field switch
    {
        "email" => Texts.Fault(value, EmailAddress.MaxLength) ?? Unless(EmailAddress.CanBe(value), "Must be an address as name@example.org."),
        "phone" => Texts.Fault(value, MaxPhoneLength)
            ?? Unless(Phone().IsMatch(value) && value.Count(char.IsAsciiDigit) is >= 5 and <= 15, "Must be a number of 5 to 15 digits, as +41 44 123 45 67."),
        "locale" => Texts.Fault(value, MaxLocaleLength) ?? Unless(Locale().IsMatch(value), "Must be a language tag, as de-CH."),
        "homeAirport" => Unless(Airport().IsMatch(value), "Must be three capital letters, as ZRH."),
        "birthDate" => Unless(Instants.TryReadDate(value, out var birth) && birth >= EarliestBirth, "Must be a date from 1900 on, as 1985-12-10."),
        _ => Texts.Fault(PersonName.Clean(value), MaxNameLength),
    };

    /// <summary>Notes that no name holds a letter, where the names that are there have no other fault.</summary>
    public static void RefuseNameless(JsonFields fields, string? given, string? family)
    {
        if (IsFaulty(fields, Names[0], given) || IsFaulty(fields, Names[1], family))
            return;
        foreach (var name in Names)
            fields.Refuse(name, Refusals.NameMissing.Detail);
    }

    private static bool IsFaulty(JsonFields fields, string name, string? read) => read is null && fields.Take(name).ValueKind != JsonValueKind.Undefined;

    private static string? Unless(bool valid, string message) => valid ? null : message;

    [GeneratedRegex(@"^\+?[0-9(][0-9 ().\-/]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Locale();

    [GeneratedRegex(@"^[A-Z]{3}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Airport();
}
