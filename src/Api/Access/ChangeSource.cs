using System.Security.Claims;

namespace Loyalty.Api;

/// <summary>
/// How a change names who made it, so that a system knows its own again: a key by its name, anybody else by what they are. A person who
/// works with the programme is named in the trail alone.
/// </summary>
internal static class ChangeSource
{
    public static string Of(ClaimsPrincipal user) => AccessIdentity.SourceOf(user) ?? Caller.Of(user).Kind.ToString().ToLowerInvariant();
}
