using Loyalty.Grains;
using System.Collections.Concurrent;
using System.Security.Claims;

namespace Loyalty.Api;

/// <summary>What goes on for longer than a request under one key or token, hub connections above all, and is cut when that ends.</summary>
public sealed class OpenAccess([FromKeyedServices(ProgrammeClock.TimeKey)] TimeProvider time)
{
    private readonly ConcurrentDictionary<Held, bool> _held = [];

    /// <summary>Cuts something off when the caller's key or token ends; until it is disposed.</summary>
    /// <param name="cut">May be called once, from any thread.</param>
    public IDisposable Hold(ClaimsPrincipal user, Action cut)
    {
        var held = new Held(this, (user.Identity as AccessIdentity)?.Term, cut);
        if (held.Term is { } term)
        {
            _held[held] = true;
            // Ended in between: the round that would have cut it may be over.
            if (term.HasEnded(time.GetUtcNow()))
                held.Cut();
        }

        return held;
    }

    /// <summary>Cuts off all whose key or token has ended.</summary>
    public void CutEnded()
    {
        var now = time.GetUtcNow();
        foreach (var (held, _) in _held)
        {
            if (held.Term!.HasEnded(now))
                held.Cut();
        }
    }

    private sealed class Held(OpenAccess owner, IAccessTerm? term, Action cut) : IDisposable
    {
        public IAccessTerm? Term => term;

        public void Cut()
        {
            if (owner._held.TryRemove(this, out _))
                cut();
        }

        public void Dispose() => owner._held.TryRemove(this, out _);
    }
}
