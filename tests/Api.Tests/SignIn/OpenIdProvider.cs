using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Loyalty.Api.Tests;

/// <summary>
/// A real OpenID provider, by OpenIddict: discovery, authorization code flow with PKCE, refresh tokens, sign-out. Its page asks who somebody
/// is, and believes it.
/// </summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string Client = "loyalty-pages";
    public const string Audience = "loyalty";

    /// <summary>Who can sign in: the name that is shown, and what the token says besides.</summary>
    private static readonly Dictionary<string, (string Name, string Claim, string Value)> People = new(StringComparer.Ordinal)
    {
        ["olivia"] = ("Olivia Meier", "roles", "loyalty-operator"),
        ["adam"] = ("Adam Rossi", "roles", "loyalty-admin"),
        ["paul"] = ("Paul Keller", "roles", "loyalty-till"),
        ["ada"] = ("Ada Lovelace", "member_id", KeysFixture.Ada),
    };

    private readonly WebApplication _app;
    private int _refused;

    private OpenIdProvider(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>Refresh tokens are refused from now on, as when somebody's account is locked.</summary>
    public void RefuseToRenew() => Interlocked.Exchange(ref _refused, 1);

    /// <param name="lifetime">Of access tokens.</param>
    public static async Task<OpenIdProvider> StartAsync(TimeSpan lifetime)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Services.AddCors();
        OpenIdProvider? provider = null;
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("logout");
            server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes(OpenIddictConstants.Scopes.Profile, OpenIddictConstants.Scopes.OfflineAccess);
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey().DisableAccessTokenEncryption().SetAccessTokenLifetime(lifetime);
            server.EnableDegradedMode().UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != Client || context.RedirectUri?.EndsWith("/signed-in", StringComparison.Ordinal) != true)
                    context.Reject(Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != Client || context.ClientSecret is not null)
                    context.Reject(Errors.InvalidClient);
                else if (context.Request.IsRefreshTokenGrantType() && Volatile.Read(ref provider!._refused) != 0)
                    context.Reject(Errors.InvalidGrant);
                return default;
            }));
            server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(_ => default));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(AuthorizeAsync));
            server.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                context.SignOut();
                return default;
            }));
        });
        var app = builder.Build();
        app.UseCors(cors => cors.AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod());
        app.UseAuthentication();
        await app.StartAsync();
        return provider = new OpenIdProvider(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async ValueTask AuthorizeAsync(HandleAuthorizationRequestContext context)
    {
        var request = context.Transaction.GetHttpRequest()!;
        if (request.Query["person"] is not [{ } person])
        {
            await AskAsync(request, request.HttpContext.Response);
            context.HandleRequest();
            return;
        }

        if (!People.TryGetValue(person, out var who))
        {
            context.Reject(Errors.AccessDenied);
            return;
        }

        var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
        identity.AddClaim(new Claim(Claims.Subject, $"sub-{person}"));
        identity.AddClaim(new Claim(Claims.Name, who.Name));
        identity.AddClaim(new Claim(who.Claim, who.Value));
        identity.SetScopes(context.Request.GetScopes());
        identity.SetResources(Audience);
        // A person's name is for the page; the engine has no use for it.
        identity.SetDestinations(claim => [claim.Type is Claims.Name ? Destinations.IdentityToken : Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
    }

    private static Task AskAsync(HttpRequest request, HttpResponse response)
    {
        var page = new StringBuilder("<!doctype html><title>Provider</title><h1>Who are you?</h1><form>");
        foreach (var (name, value) in request.Query)
            page.Append($"<input type=hidden name=\"{WebUtility.HtmlEncode(name)}\" value=\"{WebUtility.HtmlEncode(value)}\">");
        foreach (var person in People.Keys.Append("stranger"))
            page.Append($"<button name=person value={person}>{person}</button>");
        response.ContentType = "text/html";
        return response.WriteAsync(page.Append("</form>").ToString());
    }
}
