using Loyalty.Grains;
using System.Collections.Concurrent;
using System.Security.Claims;

namespace Loyalty.Api;

/// <summary>
/// What goes on for longer than a request under one key or token, hub connections above all, and is cut when that ends. A holder whose
/// term or connection fails is cut off and logged; the others never notice.
/// </summary>
public sealed class OpenAccess([FromKeyedServices(ProgrammeClock.TimeKey)] TimeProvider time, ILogger<OpenAccess> log)
{
    private readonly ConcurrentDictionary<Held, bool> _held = [];

    /// <summary>Cuts something off when the caller's key or token ends; until it is disposed.</summary>
    /// <param name="cut">May be called once, from any thread.</param>
    public IDisposable Hold(ClaimsPrincipal user, Action cut)
    {
        var held = new Held(this, (user.Identity as AccessIdentity)?.Term, cut);
        if (!held.MayEnd)
            return held;
        _held[held] = true;
        // Ended in between: the round that would have cut it may be over.
        CutIfEnded(held, time.GetUtcNow());
        return held;
    }

    /// <summary>Cuts off all whose key or token has ended.</summary>
    public void CutEnded()
    {
        var now = time.GetUtcNow();
        foreach (var (held, _) in _held)
            CutIfEnded(held, now);
    }

    private void CutIfEnded(Held held, DateTimeOffset now)
    {
        try
        {
            if (held.HasEnded(now))
                held.Cut();
        }
        catch (Exception fault)
        {
            log.LogError(fault, "What a caller has open could not be cut off in order; it is not held any longer");
        }
    }

    private void LogTerm(Exception fault) => log.LogError(fault, "Whether a key or token has ended cannot be told; it counts as ended");

    private sealed class Held(OpenAccess owner, IAccessTerm? term, Action cut) : IDisposable
    {
        public bool MayEnd => term is not null;

        /// <summary>The term is over, or cannot say whether it is.</summary>
        public bool HasEnded(DateTimeOffset now)
        {
            try
            {
                return term!.HasEnded(now);
            }
            catch (Exception fault)
            {
                owner.LogTerm(fault);
                return true;
            }
        }

        public void Cut()
        {
            if (owner._held.TryRemove(this, out _))
                cut();
        }

        public void Dispose() => owner._held.TryRemove(this, out _);
    }
}
