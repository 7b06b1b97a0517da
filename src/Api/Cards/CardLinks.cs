using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Links that open a member's card on the first device that uses them.</summary>
public sealed class CardLinks(ICardStore store, DeviceTokens devices, ProgrammeClock clock)
{
    /// <summary>How long a link may be used.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <summary>How long it is told from one that never was.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromDays(1);

    /// <summary>Characters of a device's name.</summary>
    public const int MaxNameLength = 60;

    /// <summary>Makes a link; one that was made for the member before and not used is over.</summary>
    public async Task<CardLinkView> MakeAsync(MemberId member)
    {
        var (secret, now) = (DeviceSecret.Make(), clock.Now);
        await store.AddLinkAsync(new CardLink(DeviceSecret.Hash(secret), member, now, now + GoodFor), now - KnownFor);
        return new CardLinkView(member.Value, $"/card/{member}#link={secret}", now + GoodFor);
    }

    /// <summary>Binds a link to a device and lets it in; the same device again gets the same answer.</summary>
    /// <returns>Refused with <c>unknown-link</c>, <c>link-expired</c> or <c>link-used</c>.</returns>
    public async Task<Checked<CardDeviceToken>> RedeemAsync(RedemptionBody asked)
    {
        var id = DeviceSecret.IdOf(asked.DeviceKey);
        var token = DeviceSecret.TokenOf(asked.DeviceKey);
        var (link, device) = await store.BindAsync(DeviceSecret.Hash(asked.Link), new NewCardDevice(id, DeviceSecret.Hash(token), asked.Name, clock.Now));
        if (link is null)
            return new Refusal("unknown-link", "There is no such link.", "link");
        if (link.DeviceId is null)
            return new Refusal("link-expired", "The link is over; a new one can be made.", "link");
        if (link.DeviceId != id || device is not { RevokedAt: null } || device.Member != link.Member)
            return new Refusal("link-used", "The link has opened a card already; a new one can be made.", "link");
        return new CardDeviceToken(link.Member.Value, id, token);
    }

    /// <summary>The devices of a member on which the card is open.</summary>
    public async Task<IReadOnlyList<CardDeviceView>> ReadAsync(MemberId member) =>
        [.. (await store.ReadDevicesAsync(member)).Where(device => device.RevokedAt is null).Select(CardDeviceView.Of)];

    /// <summary>Revokes a device at once.</summary>
    /// <returns>Whether it was good; null where the member has none of this id.</returns>
    public async Task<bool?> RevokeAsync(MemberId member, string id)
    {
        if ((await store.ReadDevicesAsync(member)).FirstOrDefault(device => device.Id == id) is not { } device)
            return null;
        if (device.RevokedAt is not null)
            return false;
        await store.RevokeAsync(member, id, clock.Now);
        await devices.RefreshAsync();
        return true;
    }
}
