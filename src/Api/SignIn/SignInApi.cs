using Loyalty.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Where people sign in, and who a caller is taken for.</summary>
public static class SignInApi
{
    public static void MapSignIn(this IEndpointRouteBuilder v1)
    {
        var access = v1.MapGroup("").WithTags("Access");
        access.MapGet("/sign-in", (SignInPlace place) => TypedResults.Ok(place.View)).WithQuery()
            .AllowsAnybody().WithName("getSignIn").WithSummary("Where people sign in whose page needs a token");
        access.MapGet("/me", (HttpContext context) => TypedResults.Ok(CallerView.Of(context.User))).WithQuery()
            .Allows(Scopes.Any).WithName("getMe").WithSummary("Who the caller is taken for, and what it may do");
    }
}

/// <summary>What <c>/v1/sign-in</c> answers.</summary>
public sealed class SignInPlace(SignInSettings? settings)
{
    public SignInView View { get; } = new(settings is null ? null : new SignInProviderView(settings.Authority, settings.ClientId, settings.Scope));
}

/// <summary>Where people sign in.</summary>
/// <param name="Provider">The OpenID provider; null: there is none, a key or token is pasted.</param>
public sealed record SignInView(SignInProviderView? Provider);

/// <summary>An OpenID provider, as a public client needs it: authorization code flow with PKCE.</summary>
/// <param name="Authority">Its address, below which its metadata lie.</param>
/// <param name="ClientId">The pages' id there.</param>
/// <param name="Scopes">What is asked for, with blanks between.</param>
public sealed record SignInProviderView(string Authority, string ClientId, string Scopes);

/// <summary>Who a caller is taken for.</summary>
/// <param name="Kind">Key, member, operator, or open where nobody is asked.</param>
/// <param name="Name">A key's name or a token's subject; never a person's name.</param>
/// <param name="MemberId">Whose account the scope <c>member</c> opens, or null.</param>
/// <param name="Scopes">What it may do, in the words of keys; a member's own is <c>member</c>.</param>
public sealed record CallerView(CallerKind Kind, string Name, string? MemberId, IReadOnlyList<string> Scopes)
{
    public static CallerView Of(System.Security.Claims.ClaimsPrincipal user)
    {
        var (caller, grants) = (Caller.Of(user), Grants.Of(user));
        return new CallerView(caller.Kind, caller.Name, grants.Member?.Value, ScopeWords.Of(grants));
    }
}
