using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Links that open a member's card on a device, once, and the devices that one has opened it on. Of secrets only hashes.</summary>
public interface ICardStore
{
    /// <summary>Devices of one member that are good at once; the one added first goes.</summary>
    const int MaxDevices = 10;

    /// <summary>Changes with every device that is revoked or goes; null while there has been none.</summary>
    Task<string?> RevisionAsync();

    /// <summary>Keeps a link in place of the member's others that nobody has used; durable when it answers.</summary>
    /// <param name="forgetBefore">Links that ended before this instant go.</param>
    Task AddLinkAsync(CardLink link, DateTimeOffset forgetBefore);

    /// <summary>Binds a link to a device unless it is bound or over, and adds that device; durable when it answers.</summary>
    /// <param name="device">Its member is the link's.</param>
    /// <returns>The link and the device as they stand then; null where there is none.</returns>
    Task<(CardLink? Link, CardDevice? Device)> BindAsync(string linkHash, NewCardDevice device);

    /// <summary>A device, or null.</summary>
    Task<CardDevice?> FindDeviceAsync(string id);

    /// <summary>The devices of a member, also those that are revoked, in the order they were added.</summary>
    Task<IReadOnlyList<CardDevice>> ReadDevicesAsync(MemberId member);

    /// <summary>Revokes a device for good; what is revoked already, or not there, stays as it is.</summary>
    Task RevokeAsync(MemberId member, string id, DateTimeOffset at);

    /// <summary>Notes when a device was last used.</summary>
    Task UsedAsync(string id, DateTimeOffset at);
}

/// <summary>A link that opens a card once.</summary>
/// <param name="Hash">SHA-256 of its secret, in hexadecimal.</param>
/// <param name="DeviceId">Whom it is bound to; null while nobody has used it.</param>
public sealed record CardLink(string Hash, MemberId Member, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, string? DeviceId = null);

/// <summary>A device to be added.</summary>
/// <param name="Id">Recognises it; no secret.</param>
/// <param name="Hash">SHA-256 of its token, in hexadecimal.</param>
/// <param name="Name">What it calls itself.</param>
public sealed record NewCardDevice(string Id, string Hash, string? Name, DateTimeOffset At);

/// <summary>A device on which a member's card is open.</summary>
public sealed record CardDevice(
    string Id, MemberId Member, string Hash, string? Name, DateTimeOffset AddedAt, DateTimeOffset UsedAt, DateTimeOffset? RevokedAt);
