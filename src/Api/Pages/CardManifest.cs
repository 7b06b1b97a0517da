using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>What lets a phone install a member's card: a manifest of its own a card, for it opens that card.</summary>
public static class CardManifest
{
    // Names of the W3C's manifest: start_url, short_name.
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Maps <c>/card/{memberId}/manifest.webmanifest</c>. Whether the member exists is not told.</summary>
    public static void MapCardManifest(this IEndpointRouteBuilder app) =>
        app.MapGet("/card/{memberId}/manifest.webmanifest", (string memberId, Programme programme) =>
        {
            var member = MemberId.Parse(memberId);
            return member.Refusal is { } refusal
                ? (IResult)(ProblemResult)refusal
                : Results.Json(Of(member.Value, programme), Json, contentType: "application/manifest+json");
        }).AllowsAnybody().ExcludeFromDescription();

    private static object Of(MemberId member, Programme programme) => new
    {
        Id = $"/card/{member}",
        programme.Name,
        ShortName = programme.Name,
        StartUrl = $"/card/{member}",
        Scope = "/card/",
        Display = "standalone",
        BackgroundColor = "#0b2a52",
        ThemeColor = "#0b2a52",
        Icons = new[]
        {
            Icon("/icon-192.png", "192x192", "any"),
            Icon("/icon-512.png", "512x512", "any"),
            Icon("/icon-512.png", "512x512", "maskable"),
        },
    };

    private static object Icon(string address, string sizes, string purpose) => new { Src = address, Sizes = sizes, Type = "image/png", Purpose = purpose };
}
