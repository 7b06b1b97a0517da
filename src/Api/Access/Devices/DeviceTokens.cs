using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Lets devices in that somebody has opened their card on, each to that member's account alone, until it is revoked or has not been used for long.</summary>
/// <param name="store">Null in a host that keeps none.</param>
public sealed class DeviceTokens(ICardStore? store, OpenAccess open, TimeProvider time)
{
    /// <summary>After this time without a use a device is worth nothing any more.</summary>
    public static readonly TimeSpan UnusedFor = TimeSpan.FromDays(180);

    /// <summary>How exactly the last use is known.</summary>
    private static readonly TimeSpan UseGrain = TimeSpan.FromDays(1);

    // What is open under a device: a hub connection holds its term, and nothing else keeps it.
    private readonly ConcurrentDictionary<string, WeakReference<Term>> _terms = new(StringComparer.Ordinal);
    private string? _revision;

    /// <summary>The caller that a token lets in, or null.</summary>
    public async Task<ClaimsPrincipal?> FindAsync(string token)
    {
        if (store is null || DeviceSecret.IdIn(token) is not { } id)
            return null;
        var device = await store.FindDeviceAsync(id);
        var isIt = CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(DeviceSecret.Hash(token)), Encoding.ASCII.GetBytes(device?.Hash ?? new string('0', DeviceSecret.SecretLength)));
        var now = time.GetUtcNow();
        if (device is null || !isIt || !IsGood(device, now))
            return null;
        if (now - device.UsedAt > UseGrain)
            await store.UsedAsync(id, now);
        return AccessIdentity.Of(new Caller(CallerKind.Member, $"device:{id}"), new Grants(Scopes.Member, [], device.Member), TermOf(id));
    }

    /// <summary>Cuts off what is open under devices that are revoked, here or by another process.</summary>
    public async Task RefreshAsync()
    {
        if (store is null || await store.RevisionAsync() is not { } revision || revision == _revision)
            return;
        foreach (var (id, held) in _terms)
        {
            if (!held.TryGetTarget(out var term))
                _terms.TryRemove(id, out _);
            else if (await store.FindDeviceAsync(id) is not { } device || !IsGood(device, time.GetUtcNow()))
                term.End();
        }

        _revision = revision;
        open.CutEnded();
    }

    private static bool IsGood(CardDevice device, DateTimeOffset now) => device.RevokedAt is null && now - device.UsedAt < UnusedFor;

    private Term TermOf(string id)
    {
        while (true)
        {
            var held = _terms.GetOrAdd(id, _ => new WeakReference<Term>(new Term()));
            if (held.TryGetTarget(out var term) && !term.HasEnded(default))
                return term;
            _terms.TryRemove(new KeyValuePair<string, WeakReference<Term>>(id, held));
        }
    }

    private sealed class Term : IAccessTerm
    {
        private volatile bool _hasEnded;

        public bool HasEnded(DateTimeOffset now) => _hasEnded;

        public void End() => _hasEnded = true;
    }
}
