using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Api.Tests;

/// <summary>Keys and tokens that are not to be trusted: one answer to all of them.</summary>
public class ForgedTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    private const string Path = $"/v1/members/{KeysFixture.Ada}/status";

    public static TheoryData<string> Forgeries => [.. Forged.Keys];

    private static IReadOnlyDictionary<string, Func<KeysFixture, Task<string>>> Forged { get; } = new Dictionary<string, Func<KeysFixture, Task<string>>>
    {
        ["expired"] = host => Task.FromResult(Ada(host, token => token.Expires = KeysFixture.Now.UtcDateTime.AddSeconds(-31))),
        ["not valid yet"] = host => Task.FromResult(Ada(host, token => token.NotBefore = KeysFixture.Now.UtcDateTime.AddSeconds(31))),
        ["for somebody else"] = host => Task.FromResult(Ada(host, token => token.Audience = "another")),
        ["for nobody"] = host => Task.FromResult(Ada(host, token => token.Audience = null)),
        ["by another issuer"] = host => Task.FromResult(Ada(host, token => token.Issuer = "https://evil.example.org")),
        ["by nobody"] = host => Task.FromResult(Ada(host, token => token.Issuer = null)),
        ["signed by another key"] = host => Task.FromResult(Ada(host, token => token.SigningCredentials = Rsa(RSA.Create(2048), "k1"))),
        ["signed by an unknown key"] = host => Task.FromResult(Ada(host, token => token.SigningCredentials = Rsa(RSA.Create(2048), "k2"))),
        ["signed with the public key as a secret"] = host => Task.FromResult(Ada(host, token => token.SigningCredentials = Secret(host))),
        ["not signed"] = host => Task.FromResult(Ada(host, token => token.SigningCredentials = null)),
        ["algorithm none"] = host => Task.FromResult($"{Part("""{"alg":"none","typ":"JWT"}""")}.{Ada(host).Split('.')[1]}."),
        ["algorithm none with a signature"] = host => Task.FromResult($"{Part("""{"alg":"none","typ":"JWT"}""")}.{string.Join('.', Ada(host).Split('.')[1..])}"),
        ["without its signature"] = host => Task.FromResult(string.Join('.', Ada(host).Split('.')[..2]) + "."),
        ["another member written in"] = host => Task.FromResult(Rewritten(Ada(host))),
        ["without a subject"] = host => Task.FromResult(host.Provider.Token(claims =>
        {
            claims.Remove("sub");
            claims["member_id"] = KeysFixture.Ada;
        })),
        ["with an extension that must be understood"] = host => Task.FromResult(WithHeader(host, """,'crit':['http://a.example/must'],'http://a.example/must':true""")),
        ["with one that is listed and not there"] = host => Task.FromResult(WithHeader(host, """,'crit':['exp']""")),
        ["with an empty list of extensions"] = host => Task.FromResult(WithHeader(host, """,'crit':[]""")),
        ["with extensions that are no list"] = host => Task.FromResult(WithHeader(host, """,'crit':null""")),
        ["with its payload as it is"] = host => Task.FromResult(WithHeader(host, """,'crit':['b64'],'b64':false""")),
        ["no token at all"] = _ => Task.FromResult("a.b.c"),
        ["long"] = _ => Task.FromResult(new string('a', 20_000)),
        ["a key with another secret"] = async host => (await host.KeyOfAsync("pos")) is var key ? key[..^1] + (key[^1] == '0' ? '1' : '0') : "",
        ["a key with another id"] = async host => (await host.KeyOfAsync("pos")) is var key ? $"lk_000000000000{key[15..]}" : "",
        ["a key in capitals"] = async host => (await host.KeyOfAsync("pos")) is var key ? "lk_" + key[3..].ToUpperInvariant() : "",
        ["a key and more"] = async host => await host.KeyOfAsync("pos") + "0",
        ["the id of a key"] = async host => (await host.KeyOfAsync("pos"))[..15],
    };

    [Fact]
    public async Task The_same_token_unharmed_is_good()
    {
        using var http = host.With(Ada(host));
        Assert.True((await http.GetAsync(Path)).IsSuccessStatusCode);
        using var signed = host.With(WithHeader(host, ""","x-hint":1"""));
        Assert.True((await signed.GetAsync(Path)).IsSuccessStatusCode);
        using var skewed = host.With(Ada(host, token => token.Expires = KeysFixture.Now.UtcDateTime.AddSeconds(-29)));
        Assert.True((await skewed.GetAsync(Path)).IsSuccessStatusCode);
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forgery_is_answered_like_any_other(string forgery)
    {
        using var http = host.With(null);
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + await Forged[forgery](host));
        var answer = await http.GetAsync(Path);
        await answer.ShouldBeProblemAsync(401, "not-authenticated");
        Assert.Equal("Bearer realm=\"loyalty\", error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString());
        using var garbage = host.With("x");
        Assert.Equal(await (await garbage.GetAsync(Path)).SaidAsync(), await answer.SaidAsync());
    }

    [Theory]
    [InlineData("Basic {0}")]
    [InlineData("{0}")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer {0} {0}")]
    public async Task Only_a_bearer_is_looked_at(string header)
    {
        using var http = host.With(null);
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", string.Format(header, await host.KeyOfAsync("pos")));
        await (await http.GetAsync(Path)).ShouldBeProblemAsync(401, "not-authenticated");
    }

    [Fact]
    public async Task A_key_counts_once_and_in_the_header()
    {
        var key = await host.KeyOfAsync("pos");
        using var http = host.With(null);
        await (await http.GetAsync($"{Path}?access_token={key}")).ShouldBeProblemAsync(401, "not-authenticated");
        await (await http.GetAsync($"/HUBS/status/../../v1/programme?access_token={key}")).ShouldBeProblemAsync(401, "not-authenticated");
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", [$"Bearer {key}", $"Bearer {key}"]);
        await (await http.GetAsync(Path)).ShouldBeProblemAsync(401, "not-authenticated");
    }

    [Fact]
    public async Task A_token_without_roles_or_member_opens_nothing()
    {
        using var http = host.With(host.Provider.Token(claims => claims["roles"] = new[] { "operator", "admin", "loyalty-nothing" }));
        await (await http.GetAsync("/v1/programme")).ShouldBeProblemAsync(403, "not-allowed");
        using var mistyped = host.With(host.Provider.MemberToken("100000000017"));
        await (await mistyped.GetAsync("/v1/programme")).ShouldBeProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task Roles_open_what_their_scope_does()
    {
        using var clerk = host.With(host.Provider.RoleToken("loyalty-operator"));
        Assert.True((await clerk.GetAsync(Path)).IsSuccessStatusCode);
        await (await clerk.GetAsync("/v1/keys")).ShouldBeProblemAsync(403, "not-allowed");
        using var admin = host.With(host.Provider.RoleToken("loyalty-crm", "loyalty-admin"));
        Assert.True((await admin.GetAsync("/v1/keys")).IsSuccessStatusCode);
    }

    private static string Ada(KeysFixture host, Action<SecurityTokenDescriptor>? change = null) =>
        host.Provider.Token(claims => claims["member_id"] = KeysFixture.Ada, token =>
        {
            token.IssuedAt = token.NotBefore = KeysFixture.Now.UtcDateTime.AddHours(-1);
            change?.Invoke(token);
        });

    private static string WithHeader(KeysFixture host, string more) => host.Provider.Sign(
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Ada(host).Split('.')[1])), $$"""{'alg':'RS256','typ':'JWT','kid':'k1'{{more}}}""".Replace('\'', '"'));

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Rewritten(string token)
    {
        var parts = token.Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace(KeysFixture.Ada, KeysFixture.Grace, StringComparison.Ordinal);
        return $"{parts[0]}.{Part(claims)}.{parts[2]}";
    }

    private static SigningCredentials Rsa(RSA key, string id) => new(new RsaSecurityKey(key) { KeyId = id }, SecurityAlgorithms.RsaSha256);

    private static SigningCredentials Secret(KeysFixture host) =>
        new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(host.Provider.PublicPem)) { KeyId = "k1" }, SecurityAlgorithms.HmacSha256);
}
