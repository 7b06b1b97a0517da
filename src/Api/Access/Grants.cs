using System.Security.Claims;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>What a caller may do, and to whom.</summary>
/// <param name="held">The scopes.</param>
/// <param name="airports">Whose displays <see cref="Scopes.Display"/> opens.</param>
/// <param name="member">Whose account <see cref="Scopes.Member"/> opens; null: nobody's.</param>
/// <param name="partners">Whose purchases <see cref="Scopes.Partner"/> opens.</param>
public sealed class Grants(Scopes held, IReadOnlyCollection<string> airports, MemberId? member, IReadOnlyCollection<string>? partners = null)
{
    private readonly HashSet<string> _airports = [.. airports];
    private readonly HashSet<string> _partners = [.. partners ?? []];

    /// <summary>Of a caller who is not known.</summary>
    public static Grants Nothing { get; } = new(Scopes.None, [], null);

    /// <summary>Of everybody in open mode.</summary>
    public static Grants Everything { get; } = new(Scopes.Admin, [], null);

    /// <summary>The scopes.</summary>
    public Scopes Held { get; } = held;

    /// <summary>Whose displays are open, where any are.</summary>
    public IReadOnlyCollection<string> Airports => _airports;

    /// <summary>Whose purchases are open, where any are.</summary>
    public IReadOnlyCollection<string> Partners => _partners;

    /// <summary>Whose account is open to its member; null: nobody's.</summary>
    public MemberId? Member => member;

    /// <summary>Of whoever sent a request or holds a hub connection.</summary>
    public static Grants Of(ClaimsPrincipal user) => user.Identity is AccessIdentity identity ? identity.Grants : Everything;

    /// <summary>Whether the caller may do what a rule allows.</summary>
    /// <param name="memberId">The member it is done to, where the request names one; it counts for <see cref="Scopes.Member"/> alone.</param>
    /// <param name="airport">The airport, where the request names one; it counts for <see cref="Scopes.Display"/> alone.</param>
    public bool May(Scopes allowed, string? memberId = null, string? airport = null)
    {
        var reach = Held & (allowed | Scopes.Admin);
        if ((reach & ~(Scopes.Member | Scopes.Display)) != Scopes.None)
            return true;
        return (reach.HasFlag(Scopes.Member) && member is { } own && (memberId is null || memberId == own.Value))
            || (reach.HasFlag(Scopes.Display) && (airport is null || _airports.Contains(airport)));
    }

    /// <summary>Whether the caller may report a purchase: one that has nothing but <see cref="Scopes.Partner"/>, only those that name it.</summary>
    /// <param name="allowed">The rule of the address.</param>
    /// <param name="partner">The partner that the purchase names.</param>
    public bool MayReport(Scopes allowed, string? partner) =>
        !Held.HasFlag(Scopes.Partner) || May(allowed & ~Scopes.Partner) || (partner is not null && _partners.Contains(partner));
}
