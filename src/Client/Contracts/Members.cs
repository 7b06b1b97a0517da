namespace Loyalty.Client;

/// <summary>A new member.</summary>
public sealed record Enrolment
{
    /// <summary>Where the member joined.</summary>
    public required string Channel { get; init; }

    /// <summary>Given name; one of the two names is enough.</summary>
    public string? GivenName { get; init; }

    /// <summary>Family name; one of the two names is enough.</summary>
    public string? FamilyName { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Phone number, as +41 44 123 45 67.</summary>
    public string? Phone { get; init; }

    /// <summary>Date of birth, from 1900 on.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Language tag, as de-CH.</summary>
    public string? Locale { get; init; }

    /// <summary>IATA code of the home airport, as ZRH.</summary>
    public string? HomeAirport { get; init; }

    /// <summary>A number of the caller's own; left out, the engine issues one.</summary>
    public string? MemberId { get; init; }
}

/// <summary>Profile and status of a member.</summary>
public sealed record Member
{
    /// <summary>The member's number: 4 to 20 capital letters and digits. The engine issues 12 digits with a Luhn check digit.</summary>
    public required string MemberId { get; init; }

    /// <summary>Where the member joined.</summary>
    public required string Channel { get; init; }

    /// <summary>The day the member joined.</summary>
    public required DateOnly EnrolledOn { get; init; }

    /// <summary>Given name, or null.</summary>
    public string? GivenName { get; init; }

    /// <summary>Family name, or null.</summary>
    public string? FamilyName { get; init; }

    /// <summary>E-mail address, or null.</summary>
    public string? Email { get; init; }

    /// <summary>Phone number, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>Date of birth, or null.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Language tag, or null.</summary>
    public string? Locale { get; init; }

    /// <summary>IATA code of the home airport, or null.</summary>
    public string? HomeAirport { get; init; }

    /// <summary>The status card.</summary>
    public required MemberStatus Status { get; init; }
}

/// <summary>What the member agrees to.</summary>
public sealed record Consent
{
    /// <summary>The member's number: 4 to 20 capital letters and digits. The engine issues 12 digits with a Luhn check digit.</summary>
    public required string MemberId { get; init; }

    /// <summary>Whether displays at airports may greet the member.</summary>
    public required bool DisplayRecognition { get; init; }

    /// <summary>When they last said so; null while they have said nothing.</summary>
    public DateTimeOffset? ChangedAt { get; init; }
}
