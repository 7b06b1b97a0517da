using System.Security.Cryptography;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Api;

/// <summary>The body of <c>POST /v1/members/{id}/push-subscriptions</c>: what the browser gives, and what the member wants to be told.</summary>
public sealed record PushSubscriptionBody : IJsonShape<PushSubscriptionBody>
{
    /// <summary>Characters of a device's name.</summary>
    public const int MaxDeviceLength = 60;

    /// <summary>Where the browser's push service takes messages for it: https.</summary>
    public required string Endpoint { get; init; }

    /// <summary>What the browser says of its end, in milliseconds; it is not looked at, for a push service tells of it.</summary>
    public decimal? ExpirationTime { get; init; }

    /// <summary>What messages are encrypted with.</summary>
    public required PushKeysBody Keys { get; init; }

    /// <summary>Of what the member is told; left out: of all kinds.</summary>
    public IReadOnlyList<PushKind>? Kinds { get; init; }

    /// <summary>In which language; left out: in the member's.</summary>
    public string? Language { get; init; }

    /// <summary>What the device is called where it can be taken away.</summary>
    public string? Device { get; init; }

    public static PushSubscriptionBody? Read(JsonFields fields)
    {
        var endpoint = fields.Text("endpoint", WebhookAddress.MaxLength, required: true);
        var expiration = fields.Number("expirationTime");
        var keys = fields.Inner("keys", PushKeysBody.ReadKeys);
        if (keys is null && fields.Faults.None)
            fields.Refuse("keys", "Is required.");
        var kinds = ReadKinds(fields);
        var language = fields.Text("language", text => text is "de" or "fr" or "it" or "en" ? null : "Must be de, fr, it or en.");
        var device = fields.Text("device", MaxDeviceLength);
        return fields.Faults.None
            ? new PushSubscriptionBody { Endpoint = endpoint!, ExpirationTime = expiration, Keys = keys!, Kinds = kinds, Language = language, Device = device }
            : null;
    }

    private static IReadOnlyList<PushKind>? ReadKinds(JsonFields fields)
    {
        var value = fields.Take("kinds");
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        var kinds = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(word => PushKinds.Find(JsonFields.TextOf(word))).ToList() : [];
        if (kinds.Count > 0 && kinds.All(kind => kind is not null))
            return [.. PushKinds.All.Where(kind => kinds.Contains(kind))];
        fields.Refuse("kinds", $"Must be a list of one or more of {string.Join(", ", PushKinds.All.Select(kind => kind.Word()))}.");
        return null;
    }
}

/// <summary>What messages to a browser are encrypted with (RFC 8291), in Base64 for addresses.</summary>
public sealed record PushKeysBody
{
    /// <summary>Bytes of a point on the curve, uncompressed, and of the secret.</summary>
    private const int PointBytes = 65, SecretBytes = 16;

    /// <summary>Characters that either may have.</summary>
    private const int MaxLength = 100;

    /// <summary>The browser's public key: a point on P-256, uncompressed.</summary>
    public required string P256dh { get; init; }

    /// <summary>The browser's secret: 16 bytes.</summary>
    public required string Auth { get; init; }

    internal static PushKeysBody ReadKeys(JsonFields fields)
    {
        var key = fields.Text("p256dh", text => IsPoint(BytesOf(text)) ? null : "Must be a point on P-256, uncompressed: 65 bytes in Base64 for addresses.", required: true);
        var secret = fields.Text("auth", text => BytesOf(text)?.Length == SecretBytes ? null : "Must be 16 bytes in Base64 for addresses.", required: true);
        return new PushKeysBody { P256dh = key ?? "", Auth = secret ?? "" };
    }

    private static byte[]? BytesOf(string text)
    {
        if (text.Length > MaxLength)
            return null;
        try
        {
            return Base64UrlEncoder.DecodeBytes(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsPoint(byte[]? bytes)
    {
        if (bytes is not { Length: PointBytes } || bytes[0] != 0x04)
            return false;
        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = bytes[1..33], Y = bytes[33..] } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>The key that a browser subscribes with.</summary>
/// <param name="PublicKey">A point on P-256, uncompressed, in Base64 for addresses: the browser's <c>applicationServerKey</c>.</param>
public sealed record PushKeyView(string PublicKey);

/// <summary>What a subscription is known by.</summary>
public sealed record PushSubscribedView(string SubscriptionId);

/// <summary>A browser in which a member is told things.</summary>
/// <param name="PushService">The host of its push service.</param>
public sealed record PushSubscriptionView(
    string SubscriptionId, IReadOnlyList<PushKind> Kinds, string Language, string? Device, string PushService, DateTimeOffset AddedAt)
{
    public static PushSubscriptionView Of(PushSubscription one) => new(one.Id, one.Kinds, one.Language, one.Device, new Uri(one.Endpoint).Host, one.AddedAt);
}

/// <summary>The browsers in which a member is told things.</summary>
public sealed record PushSubscriptionsView(IReadOnlyList<PushSubscriptionView> Items);
