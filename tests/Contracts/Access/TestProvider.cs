using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Contracts;

/// <summary>An OpenID provider's keys, in a file as a host is given them, and tokens signed with them.</summary>
public sealed class TestProvider : IDisposable
{
    public const string Issuer = "https://id.example.org";
    public const string Audience = "loyalty";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly DateTimeOffset _now;

    /// <param name="now">When its tokens are issued; they are good for an hour.</param>
    public TestProvider(DateTimeOffset now)
    {
        _now = now;
        SigningKey = new RsaSecurityKey(_rsa) { KeyId = "k1" };
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_rsa.ExportParameters(includePrivateParameters: false)) { KeyId = "k1" });
        File.WriteAllText(KeysPath, JsonSerializer.Serialize(new { keys = new[] { new { key.Kty, key.Kid, key.N, key.E, Use = "sig" } } }, JsonSerializerOptions.Web));
    }

    public RsaSecurityKey SigningKey { get; }

    /// <summary>The public key as a PEM file holds it.</summary>
    public string PublicPem => _rsa.ExportSubjectPublicKeyInfoPem();

    public string KeysPath { get; } = Path.GetTempFileName();

    /// <summary>Settings of a host that trusts it.</summary>
    public string[] Settings =>
    [
        $"--Loyalty:Auth:Jwt:Keys={KeysPath}", $"--Loyalty:Auth:Jwt:Issuer={Issuer}", $"--Loyalty:Auth:Jwt:Audience={Audience}",
    ];

    public string MemberToken(string member) => Token(claims => claims["member_id"] = member);

    public string RoleToken(params string[] roles) => Token(claims => claims["roles"] = roles);

    /// <summary>A token that is good, once it has been changed as told.</summary>
    public string Token(Action<Dictionary<string, object>>? claims = null, Action<SecurityTokenDescriptor>? change = null)
    {
        var all = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = "subject-1" };
        claims?.Invoke(all);
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = _now.UtcDateTime,
            NotBefore = _now.UtcDateTime,
            Expires = _now.UtcDateTime.AddHours(1),
            Claims = all,
            SigningCredentials = new SigningCredentials(SigningKey, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler().CreateToken(token);
    }

    /// <summary>A token of just these claims, under just this header, signed.</summary>
    /// <param name="claims">JSON of the claims.</param>
    /// <param name="header">JSON of the header.</param>
    public string Sign(string claims, string header = """{"alg":"RS256","typ":"JWT","kid":"k1"}""")
    {
        var text = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{text}.{Base64Url.EncodeToString(_rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public void Dispose()
    {
        File.Delete(KeysPath);
        _rsa.Dispose();
    }
}
