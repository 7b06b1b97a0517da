using Microsoft.Extensions.Configuration;

namespace Loyalty.Api.Tests;

public class SignInSettingsTests
{
    private const string Jwt = "Loyalty:Auth:Jwt:Authority=https://id.example.org/tenant/";

    [Fact]
    public void Without_the_section_nobody_signs_in() => Assert.Null(Read(AuthMode.Open, Jwt));

    [Fact]
    public void The_provider_is_the_one_whose_tokens_are_trusted_unless_another_is_named()
    {
        var settings = Read(AuthMode.Keys, Jwt, "Loyalty:Auth:SignIn:ClientId=pages")!;
        Assert.Equal(("https://id.example.org/tenant", "pages", "openid profile offline_access"), (settings.Authority, settings.ClientId, settings.Scope));
        Assert.Equal(["https://id.example.org"], settings.Origins);

        settings = Read(AuthMode.Keys, Jwt, "Loyalty:Auth:SignIn:ClientId=pages", "Loyalty:Auth:SignIn:Authority=https://login.example.org", "Loyalty:Auth:SignIn:Origins=https://token.example.org/x")!;
        Assert.Equal(["https://login.example.org", "https://token.example.org"], settings.Origins);
    }

    [Theory]
    [InlineData(AuthMode.Open, "Auth:SignIn is for Loyalty:Auth:Mode=keys", Jwt, "Loyalty:Auth:SignIn:ClientId=pages")]
    [InlineData(AuthMode.Keys, "Auth:SignIn needs Loyalty:Auth:Jwt", "Loyalty:Auth:SignIn:ClientId=pages")]
    [InlineData(AuthMode.Keys, "ClientId is needed", Jwt, "Loyalty:Auth:SignIn:Scopes=openid")]
    [InlineData(AuthMode.Keys, "Authority is needed", "Loyalty:Auth:Jwt:Keys=/keys.json", "Loyalty:Auth:SignIn:ClientId=pages")]
    [InlineData(AuthMode.Keys, "Authority is 'http://id.example.org'", Jwt, "Loyalty:Auth:SignIn:ClientId=pages", "Loyalty:Auth:SignIn:Authority=http://id.example.org")]
    [InlineData(AuthMode.Keys, "Origins is 'ftp://x'", Jwt, "Loyalty:Auth:SignIn:ClientId=pages", "Loyalty:Auth:SignIn:Origins=ftp://x")]
    public void What_cannot_be_meant_refuses_the_start(AuthMode mode, string because, params string[] settings) =>
        Assert.Contains(because, Assert.Throws<StartRefusedException>(() => Read(mode, settings)).Message, StringComparison.Ordinal);

    private static SignInSettings? Read(AuthMode mode, params string[] settings) => SignInSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => one.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build(), mode);
}
