using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Where a member joins.</summary>
public enum EnrolmentChannel
{
    Web,
    App,
    Airport,

    /// <summary>By a card that was handed out; who holds it may be said later.</summary>
    Card,
}

/// <summary>An enrolment as asked for.</summary>
/// <param name="MemberId">The caller's own number for the member, or null to be given one.</param>
/// <param name="Numbers">The member's numbers in their schemes; null for none.</param>
public sealed record Enrolment(string Channel, Profile Profile, MemberId? MemberId, IReadOnlyList<SchemeNumber>? Numbers = null);

/// <summary>The body of <c>POST /v1/members</c>.</summary>
public sealed record EnrolmentBody : IJsonShape<Enrolment>
{
    public required EnrolmentChannel Channel { get; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public DateOnly? BirthDate { get; init; }

    public string? Locale { get; init; }

    public string? HomeAirport { get; init; }

    public string? MemberId { get; init; }

    public IReadOnlyList<SchemeNumberBody>? Numbers { get; init; }

    public static Enrolment? Read(JsonFields fields)
    {
        var channel = fields.Text("channel", value => value is "web" or "app" or "airport" or CardChannel ? null : "Must be web, app, airport or card.", required: true);
        var profile = new Profile(
            ProfileText(fields, "givenName"),
            ProfileText(fields, "familyName"),
            ProfileText(fields, "email"),
            ProfileText(fields, "phone"),
            ProfileText(fields, "birthDate") is { } birth && Instants.TryReadDate(birth, out var date) ? date : null,
            ProfileText(fields, "locale"),
            ProfileText(fields, "homeAirport"));
        if (!profile.HasName && (channel != CardChannel || profile.GivenName is not null || profile.FamilyName is not null))
            ProfileRules.RefuseNameless(fields, profile.GivenName, profile.FamilyName);
        MemberId? member = fields.Take("memberId").ValueKind == JsonValueKind.Undefined
            ? null
            : fields.Parsed("memberId", Domain.MemberId.Parse);
        return new Enrolment(channel!, profile, member, fields.TakeNumbers("numbers"));
    }

    // A card may be handed out before anybody has said who holds it.
    private const string CardChannel = "card";

    private static string? ProfileText(JsonFields fields, string name) =>
        fields.Text(name, value => ProfileRules.Fault(name, value, fields.Services)) is { } text ? ProfileRules.Clean(name, text) : null;
}
