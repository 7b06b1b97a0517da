using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>The body of <c>POST /v1/card-links/redemptions</c>.</summary>
public sealed record RedemptionBody : IJsonShape<RedemptionBody>
{
    /// <summary>The link's secret: what stands behind <c>#link=</c>.</summary>
    public required string Link { get; init; }

    /// <summary>64 hexadecimal digits that the device has drawn at random, and sends again where the answer was lost.</summary>
    public required string DeviceKey { get; init; }

    /// <summary>What the device is called where it can be revoked.</summary>
    public string? Name { get; init; }

    public static RedemptionBody? Read(JsonFields fields)
    {
        var link = fields.Text("link", DeviceSecret.Fault, required: true);
        var key = fields.Text("deviceKey", DeviceSecret.Fault, required: true);
        var name = fields.Text("name", CardLinks.MaxNameLength);
        return fields.Faults.None ? new RedemptionBody { Link = link!, DeviceKey = key!, Name = name } : null;
    }
}

/// <summary>A link that opens a card once.</summary>
/// <param name="Path">Below the host's address; what stands behind # is never sent to a server.</param>
public sealed record CardLinkView(string MemberId, string Path, DateTimeOffset ExpiresAt);

/// <summary>What lets a device in.</summary>
/// <param name="Token">Sent as <c>Authorization: Bearer</c>; opens the member's own account alone.</param>
public sealed record CardDeviceToken(string MemberId, string DeviceId, string Token);

/// <summary>A device on which a card is open.</summary>
/// <param name="AddedAt">When the link was used.</param>
/// <param name="LastUsedAt">To the day.</param>
public sealed record CardDeviceView(string DeviceId, string? Name, DateTimeOffset AddedAt, DateTimeOffset LastUsedAt)
{
    public static CardDeviceView Of(CardDevice device) => new(device.Id, device.Name, device.AddedAt, device.UsedAt);
}

/// <summary>The devices of a member.</summary>
public sealed record CardDevicesView(IReadOnlyList<CardDeviceView> Items);
