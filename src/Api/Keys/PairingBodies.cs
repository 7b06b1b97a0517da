using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>The body of <c>POST /v1/pairings</c>.</summary>
public sealed record PairingBody : IJsonShape<PairingBody>
{
    /// <summary><c>till</c>, <c>display</c> or <c>lounge</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Where a display hangs.</summary>
    public string? Airport { get; init; }

    /// <summary>Where a display hangs.</summary>
    public string? Location { get; init; }

    /// <summary>64 hexadecimal digits that the device has drawn at random.</summary>
    public required string DeviceKey { get; init; }

    public static PairingBody? Read(JsonFields fields)
    {
        var kind = fields.Text("kind", text => Pairings.Kinds.Contains(text) ? null : $"Must be one of {string.Join(", ", Pairings.Kinds)}.", required: true);
        var isDisplay = kind == "display";
        var airport = fields.Text("airport", text => isDisplay ? AirportCode.Parse(text).Refusal?.Detail : "Only a display hangs at an airport.", required: isDisplay);
        var location = fields.Text("location", text => isDisplay ? DisplayLocation.Parse(text).Refusal?.Detail : "Only a display has a location.", required: isDisplay);
        var key = fields.Text("deviceKey", DeviceSecret.Fault, required: true);
        return fields.Faults.None ? new PairingBody { Kind = kind!, Airport = airport, Location = location, DeviceKey = key! } : null;
    }
}

/// <summary>The body of <c>POST /v1/pairings/claims</c>.</summary>
public sealed record PairingClaimBody : IJsonShape<PairingClaimBody>
{
    /// <summary>The same as when the device asked.</summary>
    public required string DeviceKey { get; init; }

    public static PairingClaimBody? Read(JsonFields fields)
    {
        var key = fields.Text("deviceKey", DeviceSecret.Fault, required: true);
        return fields.Faults.None ? new PairingClaimBody { DeviceKey = key! } : null;
    }
}

/// <summary>The body of <c>POST /v1/pairings/{code}/confirmation</c>.</summary>
public sealed record PairingConfirmationBody : IJsonShape<PairingConfirmationBody>
{
    /// <summary>What the key is to be called.</summary>
    public required string Name { get; init; }

    public static PairingConfirmationBody? Read(JsonFields fields)
    {
        var name = fields.Text("name", KeyRequest.NameFault, required: true);
        return fields.Faults.None ? new PairingConfirmationBody { Name = name! } : null;
    }
}

/// <summary>A till or display that wants to be let in.</summary>
/// <param name="Code">What its screen shows.</param>
/// <param name="Kind"><c>till</c>, <c>display</c> or <c>lounge</c>.</param>
/// <param name="Airport">Of a display.</param>
/// <param name="Location">Of a display.</param>
/// <param name="AskedAt">When it asked.</param>
/// <param name="ExpiresAt">Until when it may be confirmed and fetch its key.</param>
/// <param name="Name">What its key is to be called; null until it is confirmed.</param>
public sealed record PairingView(string Code, string Kind, string? Airport, string? Location, DateTimeOffset AskedAt, DateTimeOffset ExpiresAt, string? Name)
{
    public static PairingView Of(Pairing pairing) =>
        new(pairing.Code, pairing.Kind, pairing.Airport, pairing.Location, pairing.AskedAt, pairing.ExpiresAt, pairing.Name);
}

/// <summary>The key of a device, once.</summary>
/// <param name="State"><c>waiting</c>: nobody has confirmed yet; <c>confirmed</c>: here is the key.</param>
/// <param name="KeyId">By which the key is recognised.</param>
/// <param name="Key">Its text, in this answer and never again.</param>
public sealed record PairingKey(string State, string? KeyId, string? Key);
