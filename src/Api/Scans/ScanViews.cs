using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>How it was read whose something is.</summary>
public enum ScanKind
{
    /// <summary>The signed code of a live card.</summary>
    CardCode,

    /// <summary>The member's own number.</summary>
    Number,

    /// <summary>A number of a scheme.</summary>
    Scheme,

    /// <summary>The frequent flyer number of a boarding pass.</summary>
    BoardingPass,
}

/// <summary>Whose something is that was scanned, and what they hold.</summary>
/// <param name="Name">The masked name; null where none is held.</param>
/// <param name="EffectiveTier">Code of the tier.</param>
/// <param name="Rewards">How many rewards could be spent today.</param>
public sealed record ScanView(string MemberId, string? Name, string EffectiveTier, ScanKind How, IReadOnlyList<BenefitView> Benefits, int Rewards);

/// <summary>The code of a card.</summary>
/// <param name="ExpiresAt">It is good before this.</param>
public sealed record CardCodeView(string Code, DateTimeOffset ExpiresAt);

/// <summary>Public keys as a JSON Web Key Set (RFC 7517).</summary>
public sealed record CardKeysView(IReadOnlyList<CardKeyView> Keys);

/// <summary>A public key of an elliptic curve (RFC 7518, 6.2).</summary>
public sealed record CardKeyView(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);
