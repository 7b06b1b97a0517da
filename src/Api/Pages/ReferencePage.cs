using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace Loyalty.Api;

/// <summary>The reference of the API for people, at <c>/docs</c>: the API document, read by Scalar, whose files come from here.</summary>
public static class ReferencePage
{
    /// <summary>Its address.</summary>
    public const string Path = "/docs";

    /// <summary>Bytes by chance in a nonce.</summary>
    private const int NonceBytes = 16;

    /// <summary>
    /// Scripts are its own files and the one line that starts them, by its nonce. Styles it makes as it runs: those alone may stand in the page.
    /// </summary>
    public static string Policy(string nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps the page and its files.</summary>
    public static void MapReference(this IEndpointRouteBuilder app) =>
        app.MapGroup("").AllowsAnybody().ExcludeFromDescription().MapScalarApiReference(Path, Configure);

    private static void Configure(ScalarOptions options, HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        SecurityHeaders.SetForPage(context.Response.Headers, Policy(nonce));
        options.Title = "Loyalty API";
        options.Nonce = nonce;
        options.OpenApiRoutePattern = "/openapi/{documentName}.json";
        options.ShowOperationId = true;
        options.OrderRequiredPropertiesFirst = true;
        // Nothing of other hosts, and nothing told to them.
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.HideClientButton = true;
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.Agent = new ScalarAgentOptions { Disabled = true };
        options.Mcp = new ScalarMcpOptions { Disabled = true };
    }
}
