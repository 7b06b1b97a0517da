namespace Loyalty.Grains;

/// <summary>Tills and displays that have asked to be let in by a code on their screen. Of secrets only hashes; keys are nowhere here.</summary>
public interface IPairingStore
{
    /// <summary>Pairings that may wait at once.</summary>
    const int MaxWaiting = 1000;

    /// <summary>Keeps a pairing unless its code or id is taken or too many wait; durable when it answers.</summary>
    /// <returns>The pairing of that id as it stands; null where it was not kept.</returns>
    Task<Pairing?> AddAsync(Pairing pairing);

    /// <summary>The pairing of a code, or null.</summary>
    Task<Pairing?> FindByCodeAsync(string code);

    /// <summary>The pairing of an id, or null.</summary>
    Task<Pairing?> FindAsync(string id);

    /// <summary>Confirms one under a name unless it is confirmed or over.</summary>
    Task<Pairing?> ConfirmAsync(string code, string name, DateTimeOffset at);

    /// <summary>Hands a confirmed pairing over unless it was.</summary>
    /// <param name="claim">Of whoever asks: only the first has it.</param>
    /// <returns>The pairing as it stands.</returns>
    Task<Pairing?> ClaimAsync(string id, string claim, DateTimeOffset at);
}

/// <summary>A till or display that wants to be let in.</summary>
/// <param name="Id">Recognises it; no secret.</param>
/// <param name="Code">What its screen shows.</param>
/// <param name="Hash">SHA-256 of the secret that it shows when it asks for its key, in hexadecimal.</param>
/// <param name="Kind"><c>till</c>, <c>display</c> or <c>lounge</c>.</param>
/// <param name="Airport">Of a display.</param>
/// <param name="Location">Of a display.</param>
/// <param name="Name">What its key is to be called; null until somebody has confirmed it.</param>
/// <param name="Claim">Whose request has had the key; null until then.</param>
public sealed record Pairing(
    string Id,
    string Code,
    string Hash,
    string Kind,
    string? Airport,
    string? Location,
    DateTimeOffset AskedAt,
    DateTimeOffset ExpiresAt,
    string? Name = null,
    string? Claim = null);
