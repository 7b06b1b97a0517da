using System.Security.Cryptography;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Lets a till or display in whose code somebody has confirmed: its key is made when it asks for it, handed over once, and kept nowhere.</summary>
public sealed class Pairings(IPairingStore store, KeyRing keys, ProgrammeClock clock)
{
    /// <summary>How long a code may be confirmed and its key be fetched.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(15);

    /// <summary>Characters of a code.</summary>
    public const int CodeLength = 6;

    /// <summary>What may ask.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["till", "display", "lounge"];

    // Without letters and digits that are taken for each other.
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Asks to be let in; the same device again is told its code again.</summary>
    /// <returns>Refused with <c>too-many-pairings</c>.</returns>
    public async Task<Checked<PairingView>> AskAsync(PairingBody asked)
    {
        var id = DeviceSecret.IdOf(asked.DeviceKey);
        var now = clock.Now;
        var pairing = await store.AddAsync(new Pairing(
            id, RandomNumberGenerator.GetString(Letters, CodeLength), DeviceSecret.Hash(asked.DeviceKey), asked.Kind, asked.Airport, asked.Location, now, now + GoodFor));
        return pairing is null ? new Refusal("too-many-pairings", "Too many devices wait to be let in; ask again in some minutes.") : PairingView.Of(pairing);
    }

    /// <summary>What has shown a code.</summary>
    public async Task<PairingView?> FindAsync(string code) =>
        await store.FindByCodeAsync(code) is { } pairing && pairing.ExpiresAt > clock.Now ? PairingView.Of(pairing) : null;

    /// <summary>Confirms a code under the name that the key is to have.</summary>
    /// <returns>Refused with <c>unknown-pairing</c> or <c>pairing-confirmed</c>.</returns>
    public async Task<Checked<PairingView>> ConfirmAsync(string code, string name)
    {
        if (await store.ConfirmAsync(code, name, clock.Now) is not { } pairing || pairing.ExpiresAt <= clock.Now)
            return new Refusal("unknown-pairing", "No device waits under this code.", "code");
        return pairing.Name == name ? PairingView.Of(pairing) : new Refusal("pairing-confirmed", "The code was confirmed under another name.", "code");
    }

    /// <summary>Hands the key of a confirmed device over, once.</summary>
    /// <returns>Without a key while nobody has confirmed. Refused with <c>unknown-pairing</c>, <c>pairing-over</c> or as keys are.</returns>
    public async Task<Checked<PairingKey>> ClaimAsync(string deviceKey)
    {
        var id = DeviceSecret.IdOf(deviceKey);
        var claim = Guid.NewGuid().ToString("N");
        if (await store.ClaimAsync(id, claim, clock.Now) is not { } pairing || pairing.Hash != DeviceSecret.Hash(deviceKey) || pairing.ExpiresAt <= clock.Now)
            return new Refusal("unknown-pairing", "This device does not wait to be let in.", "deviceKey");
        if (pairing.Name is null)
            return new PairingKey("waiting", null, null);
        if (pairing.Claim != claim)
            return new Refusal("pairing-over", "The key was handed over already; ask for another code.", "deviceKey");
        var wish = KeyRequest.Of(pairing.Name, ScopesOf(pairing), null, clock.Now);
        if (wish.Refusal is { } refusal)
            return refusal;
        var made = await keys.CreateAsync(wish.Value);
        return made.Refusal is { } tooMany ? tooMany : new PairingKey("confirmed", made.Value.Key.Stored.Id, made.Value.Text);
    }

    private static string[] ScopesOf(Pairing pairing) => pairing.Kind switch
    {
        "display" => [$"display:{pairing.Airport}"],
        "lounge" => ["lounge"],
        _ => ["pos"],
    };
}
