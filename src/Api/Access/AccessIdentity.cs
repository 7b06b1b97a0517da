using System.Security.Claims;

namespace Loyalty.Api;

/// <summary>A caller that keys mode has let in, or that came without a key to an address that asks for none.</summary>
public sealed class AccessIdentity : ClaimsIdentity
{
    private AccessIdentity(Caller? caller, Grants grants, IAccessTerm? term)
        : base(
            caller is null ? [] : [new Claim(ClaimTypes.Name, caller.Name), new Claim(Caller.KindClaim, caller.Kind.ToString())],
            caller is null ? null : "Bearer")
    {
        (Caller, Grants, Term) = (caller, grants, term);
    }

    /// <summary>Who it is; null without a key.</summary>
    public Caller? Caller { get; }

    /// <summary>What it may do.</summary>
    public Grants Grants { get; }

    /// <summary>How long it is to be trusted; null where there is nothing to end.</summary>
    public IAccessTerm? Term { get; }

    /// <summary>The name that purchases and reversals of a system keep as their source; null for people.</summary>
    public string? Source => Caller is { Kind: CallerKind.Key, Name: var name } ? name : null;

    /// <summary>A caller without a key, who may do nothing.</summary>
    public static ClaimsPrincipal Nobody { get; } = new(new AccessIdentity(null, Grants.Nothing, null));

    /// <summary>A caller who is known.</summary>
    public static ClaimsPrincipal Of(Caller caller, Grants grants, IAccessTerm term) => new(new AccessIdentity(caller, grants, term));

    /// <summary>The source that what a caller reports is kept under; null for people and in open mode.</summary>
    public static string? SourceOf(ClaimsPrincipal user) => (user.Identity as AccessIdentity)?.Source;
}

/// <summary>How long a key or token is to be trusted.</summary>
public interface IAccessTerm
{
    /// <summary>It is revoked or has expired.</summary>
    bool HasEnded(DateTimeOffset now);
}
