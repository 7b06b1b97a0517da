using System.Security.Claims;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A key in memory: what a request is held to. One for the key's whole life, so that whoever has come by it learns of its end.</summary>
public sealed class CachedKey : IAccessTerm
{
    /// <summary>How exactly the last use is known: a key in use writes to memory this often at most.</summary>
    public static readonly TimeSpan UseGrain = TimeSpan.FromMinutes(1);

    private readonly byte[] _hash;
    private readonly long _expires;
    private long _revoked;
    private long _used;
    private long _told;

    public CachedKey(ApiKey key, Grants grants)
    {
        _hash = key.Hash.ToArray();
        _expires = key.ExpiresAt?.UtcTicks ?? long.MaxValue;
        _revoked = key.RevokedAt?.UtcTicks ?? long.MaxValue;
        _told = _used = key.LastUsedAt?.UtcTicks ?? 0;
        Stored = key;
        User = AccessIdentity.Of(new Caller(CallerKind.Key, key.Name), grants, this);
    }

    /// <summary>As it was read or made.</summary>
    public ApiKey Stored { get; }

    /// <summary>The caller that it lets in.</summary>
    public ClaimsPrincipal User { get; }

    /// <summary>The hash its text must have.</summary>
    public ReadOnlySpan<byte> Hash => _hash;

    /// <summary>When it was revoked.</summary>
    public DateTimeOffset? RevokedAt => Instant(Volatile.Read(ref _revoked));

    /// <summary>About when it was last used.</summary>
    public DateTimeOffset? LastUsedAt => Volatile.Read(ref _used) is var used and > 0 ? new DateTimeOffset(used, TimeSpan.Zero) : null;

    /// <inheritdoc/>
    public bool HasEnded(DateTimeOffset now) => now.UtcTicks >= _expires || Volatile.Read(ref _revoked) != long.MaxValue;

    /// <summary>Ends it.</summary>
    public void Revoke(DateTimeOffset at) => Interlocked.CompareExchange(ref _revoked, at.UtcTicks, long.MaxValue);

    /// <summary>Notes a use.</summary>
    public void Use(DateTimeOffset now)
    {
        if (now.UtcTicks - Volatile.Read(ref _used) >= UseGrain.Ticks)
            Volatile.Write(ref _used, now.UtcTicks);
    }

    /// <summary>Takes in a use that another process has written down.</summary>
    public void Learn(DateTimeOffset? used)
    {
        if (used?.UtcTicks is not { } ticks || ticks <= Volatile.Read(ref _used))
            return;
        Volatile.Write(ref _used, ticks);
        Volatile.Write(ref _told, ticks);
    }

    /// <summary>The last use, if it was not taken before.</summary>
    public DateTimeOffset? TakeUse()
    {
        var used = Volatile.Read(ref _used);
        return Interlocked.Exchange(ref _told, used) < used ? new DateTimeOffset(used, TimeSpan.Zero) : null;
    }

    private static DateTimeOffset? Instant(long ticks) => ticks == long.MaxValue ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
