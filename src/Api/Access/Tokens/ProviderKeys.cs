using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Api;

/// <summary>The keys that an OpenID provider signs with, read anew now and then, and when a token names one that is not known.</summary>
internal static class ProviderKeys
{
    /// <summary>How long the provider may take to answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Reads them from the provider's metadata, or from a key set.</summary>
    public static BaseConfigurationManager Of(TokenSettings settings)
    {
        var manager = settings.Authority is { } authority
            ? new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{authority}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), Web())
            : new ConfigurationManager<OpenIdConnectConfiguration>(settings.Keys, new KeySetRetriever(), settings.IsOfFile ? new FileDocumentRetriever() : Web());
        manager.RefreshInterval = TokenReader.KeyRefresh;
        return manager;
    }

    // Whether http may be asked has been decided when the settings were read.
    private static HttpDocumentRetriever Web() => new(new HttpClient { Timeout = Timeout }) { RequireHttps = false };

    private sealed class KeySetRetriever : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel)
        {
            var keys = new JsonWebKeySet(await retriever.GetDocumentAsync(address, cancel));
            var configuration = new OpenIdConnectConfiguration { JsonWebKeySet = keys };
            foreach (var key in keys.GetSigningKeys())
                configuration.SigningKeys.Add(key);
            return configuration;
        }
    }
}
