using System.Security.Cryptography;
using Loyalty.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Api.Tests;

/// <summary>A provider that is asked over HTTP, as OpenID says: its metadata name the issuer and the keys.</summary>
public sealed class ProviderTests : IAsyncLifetime
{
    private readonly List<RsaSecurityKey> _keys = [Key("a")];
    private WebApplication _provider = null!;

    private string Issuer => _provider.Urls.Single();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _provider = builder.Build();
        _provider.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Issuer, jwks_uri = $"{Issuer}/keys" }));
        _provider.MapGet("/keys", () => Results.Json(new { keys = _keys.Select(Public) }));
        await _provider.StartAsync();
    }

    public async Task DisposeAsync() => await _provider.DisposeAsync();

    [Fact]
    public async Task Metadata_name_issuer_and_keys()
    {
        var reader = Reader("Authority", Issuer);
        Assert.Null(await reader.FaultAsync(default));
        Assert.NotNull(await reader.ReadAsync(Token(_keys[0], Issuer)));
        Assert.Null(await reader.ReadAsync(Token(_keys[0], "https://evil.example.org")));
        Assert.Null(await reader.ReadAsync(Token(Key("a"), Issuer)));
    }

    [Fact]
    public async Task A_key_set_at_an_address_will_do_too()
    {
        var reader = Reader("Keys", $"{Issuer}/keys", ("Issuer", "me"));
        Assert.NotNull(await reader.ReadAsync(Token(_keys[0], "me")));
        Assert.Null(await reader.ReadAsync(Token(_keys[0], Issuer)));
    }

    [Fact]
    public async Task A_new_key_is_learnt_when_a_token_names_it()
    {
        var reader = Reader("Authority", Issuer);
        Assert.NotNull(await reader.ReadAsync(Token(_keys[0], Issuer)));
        _keys[0] = Key("b");
        await Eventually.IsTrue(async () => await reader.ReadAsync(Token(_keys[0], Issuer)) is not null, "the new key is known");
    }

    [Fact]
    public async Task A_provider_that_is_away_lets_nobody_in_and_is_told()
    {
        var reader = Reader("Authority", "http://127.0.0.1:1");
        Assert.NotNull(await reader.FaultAsync(default));
        Assert.Null(await reader.ReadAsync(Token(_keys[0], "http://127.0.0.1:1")));
    }

    private static TokenReader Reader(string key, string value, params (string Key, string Value)[] more)
    {
        var settings = more.Append((key, value)).Append(("Audience", "loyalty"))
            .ToDictionary(pair => $"Loyalty:Auth:Jwt:{pair.Item1}", pair => (string?)pair.Item2);
        return new TokenReader(AccessSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()), TimeProvider.System);
    }

    private static RsaSecurityKey Key(string id) => new(RSA.Create(2048)) { KeyId = id };

    private static object Public(RsaSecurityKey key)
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = key.KeyId, n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) };
    }

    private static string Token(RsaSecurityKey key, string issuer) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = "loyalty",
        Expires = DateTime.UtcNow.AddMinutes(5),
        Claims = new Dictionary<string, object> { ["sub"] = "s", ["member_id"] = KeysFixture.Ada },
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
    });
}
