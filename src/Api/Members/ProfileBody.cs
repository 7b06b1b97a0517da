using System.Globalization;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>The body of <c>PATCH /v1/members/{id}</c>: a merge patch (RFC 7396), in which null clears a field.</summary>
public sealed record ProfileBody : IJsonShape<ProfileChange>
{
    private static readonly string[] Fixed = ["memberId", "channel", "enrolledOn", "status"];

    public static string[] ContentTypes => ["application/merge-patch+json", "application/json"];

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public DateOnly? BirthDate { get; init; }

    public string? Locale { get; init; }

    public string? HomeAirport { get; init; }

    public static ProfileChange Read(JsonFields fields)
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var name in ProfileRules.Fields.Where(fields.Has))
        {
            changes[name] = fields.Text(name, text => ProfileRules.Fault(name, text, fields.Services)) is { } text ? ProfileRules.Clean(name, text) : null;
        }

        // Where only one is named, the account knows the other.
        if (ProfileRules.Names.All(name => changes.TryGetValue(name, out var value) && !PersonName.HoldsLetter(value)))
            ProfileRules.RefuseNameless(fields, changes[ProfileRules.Names[0]], changes[ProfileRules.Names[1]]);

        foreach (var name in Fixed.Where(fields.Has))
        {
            fields.Take(name);
            fields.Refuse(name, new Refusal("field-not-changeable", "This field cannot be changed."));
        }

        return new ProfileChange(changes);
    }
}

/// <summary>Compares a change with what is held.</summary>
internal static class ProfileComparison
{
    /// <summary>Every field that is named has the value already.</summary>
    public static bool ChangesNothing(this ProfileChange change, MemberView held) =>
        change.Fields.All(field => field.Value == ValueOf(held, field.Key));

    private static string? ValueOf(MemberView held, string field) => field switch
    {
        "givenName" => held.GivenName,
        "familyName" => held.FamilyName,
        "email" => held.Email,
        "phone" => held.Phone,
        "birthDate" => held.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "locale" => held.Locale,
        "homeAirport" => held.HomeAirport,
        _ => throw new ArgumentException($"A profile has no field '{field}'.", nameof(field)),
    };
}
