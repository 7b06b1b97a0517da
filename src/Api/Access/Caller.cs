using System.Security.Claims;

namespace Loyalty.Api;

/// <summary>Who asks: a key, a member, an operator, or anybody on this machine where the mode is open.</summary>
/// <param name="Kind">What the caller is.</param>
/// <param name="Name">How records and limits name the caller: a key's name, a token's subject, <c>open</c>. Never a secret, never a person's name.</param>
public sealed record Caller(CallerKind Kind, string Name)
{
    /// <summary>The claim that carries a caller's kind.</summary>
    public const string KindClaim = "loyalty:kind";

    /// <summary>Anybody who can reach a host in open mode.</summary>
    public static Caller Open { get; } = new(CallerKind.Open, "open");

    /// <summary>Who sent a request or holds a hub connection.</summary>
    /// <param name="user">Its principal; without an identity it is <see cref="Open"/>, for no other mode lets it come this far.</param>
    public static Caller Of(ClaimsPrincipal user) =>
        user.Identity is AccessIdentity { Caller: { } known } ? known
        : user.Identity is { IsAuthenticated: true, Name: { } name } && Enum.TryParse<CallerKind>(user.FindFirstValue(KindClaim), out var kind)
            ? new(kind, name)
            : Open;
}

/// <summary>What a caller is.</summary>
public enum CallerKind
{
    /// <summary>Anybody, on loopback addresses.</summary>
    Open,

    /// <summary>A system with an API key.</summary>
    Key,

    /// <summary>A member with a token of their own.</summary>
    Member,

    /// <summary>A person who works with the programme, with a token of theirs.</summary>
    Operator,
}
