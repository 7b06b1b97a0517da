using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>The configuration section <c>Loyalty:Auth:Jwt</c>: whose tokens are trusted, and what they say.</summary>
/// <param name="Authority">Of an OpenID provider, whose metadata name issuer and keys; null where <paramref name="Keys"/> is given.</param>
/// <param name="Keys">Path or https address of a JSON Web Key Set; null where <paramref name="Authority"/> is given.</param>
/// <param name="Issuer">Who must have issued a token; null: whoever the metadata name.</param>
/// <param name="Audience">Whom a token must be for: this API's name at the provider.</param>
/// <param name="MemberClaim">The claim with the member's number.</param>
/// <param name="RolesClaim">The claim with the roles of somebody who works with the programme.</param>
/// <param name="Roles">The scope that each role gives.</param>
public sealed record TokenSettings(
    string? Authority,
    string? Keys,
    string? Issuer,
    string Audience,
    string MemberClaim,
    string RolesClaim,
    IReadOnlyDictionary<string, Scopes> Roles)
{
    /// <summary>How far the clocks of provider and host may be apart.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>The key set lies in a file.</summary>
    public bool IsOfFile => Keys is not null && !IsAddress(Keys);

    private const string SectionName = "Auth:Jwt";

    private static readonly string[] RoleScopes = ["operator", "admin", "crm", "finance"];

    /// <summary>Reads the settings; null where there are none.</summary>
    /// <exception cref="StartRefusedException">One is not valid, or missing.</exception>
    public static TokenSettings? Read(IConfigurationSection section)
    {
        if (!section.Exists())
            return null;
        var (authority, keys, issuer) = (Text(section, "Authority"), Text(section, "Keys"), Text(section, "Issuer"));
        if (authority is null == keys is null)
            throw NotValid("needs either Authority or Keys: an OpenID provider's address, or a key set's");
        if (keys is not null && issuer is null)
            throw NotValid("Issuer is needed with Keys");
        if (authority is not null)
            SafeAddress.Require(SectionName, "Authority", authority);
        if (keys is not null && IsAddress(keys))
            SafeAddress.Require(SectionName, "Keys", keys);
        return new TokenSettings(
            authority?.TrimEnd('/'),
            keys,
            issuer,
            Text(section, "Audience") ?? throw NotValid("Audience is needed: the name that tokens for this API carry"),
            Text(section, "MemberClaim") ?? "member_id",
            Text(section, "RolesClaim") ?? "roles",
            RolesOf(section.GetSection("Roles")));
    }

    // Below Roles the keys are scopes: those of people have a role by default, the others when they are named.
    private static Dictionary<string, Scopes> RolesOf(IConfigurationSection section)
    {
        var roles = new Dictionary<string, Scopes>(StringComparer.Ordinal);
        var named = section.AsEnumerable(makePathsRelative: true)
            .Where(role => role.Value is { Length: > 0 })
            .ToDictionary(role => role.Key.ToLowerInvariant(), role => role.Value!, StringComparer.Ordinal);
        foreach (var scope in RoleScopes.Union(named.Keys))
        {
            if (ScopeWords.All.GetValueOrDefault(scope) is not (var given and not (Scopes.None or Scopes.Member)) || given is Scopes.Display or Scopes.Partner)
                throw NotValid($"Roles:{scope} names no scope that a role can give; {string.Join(", ", ScopeWords.All.Where(one => one.Value is not (Scopes.Member or Scopes.Display or Scopes.Partner)).Select(one => one.Key))} can be given");
            var role = named.GetValueOrDefault(scope) ?? $"loyalty-{scope}";
            roles[role] = roles.GetValueOrDefault(role) | given;
        }

        return roles;
    }

    private static bool IsAddress(string text) => text.Contains("://", StringComparison.Ordinal);

    private static string? Text(IConfigurationSection section, string key) => section[key] is { Length: > 0 } value ? value : null;

    private static StartRefusedException NotValid(string what) => LoyaltySettings.NotValid(SectionName, what);
}
