using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Loyalty.Api;

/// <summary>How the pages look for one airline: logo, colours, font, names of places. Read at the start; what is not named stays as it is.</summary>
public sealed partial class Brand
{
    /// <summary>Bytes of a logo or font.</summary>
    public const int MaxFileBytes = 512 * 1024;

    /// <summary>Named places, at most.</summary>
    public const int MaxPlaces = 2000;

    /// <summary>Contrast of text to its ground, as WCAG 2.2 asks for at level AA.</summary>
    public const double LeastContrast = 4.5;

    private static readonly string[] Fields = ["logo", "night", "accent", "accentOnDark", "font", "places"];

    /// <summary>By address: what is served in place of the pages' own.</summary>
    public IReadOnlyDictionary<string, (byte[] Content, string Type)> Files { get; private init; } =
        new Dictionary<string, (byte[], string)>(StringComparer.Ordinal);

    /// <summary>Reads the file that <c>Loyalty:Brand</c> names; without it there is nothing to serve.</summary>
    /// <exception cref="StartRefusedException">It cannot be read, or says what cannot be.</exception>
    public static Brand Read(IConfiguration configuration)
    {
        if (configuration["Loyalty:Brand"] is not { Length: > 0 } path)
            return new Brand();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Of(document.RootElement, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw NotValid($"({path}) cannot be read: {fault.Message.TrimEnd('.')}");
        }
    }

    private static Brand Of(JsonElement file, string folder)
    {
        if (file.ValueKind != JsonValueKind.Object)
            throw NotValid("must be one JSON object");
        if (file.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => !Fields.Contains(name)) is { } unknown)
            throw NotValid($"has a field '{unknown}'; there are {string.Join(", ", Fields)}");
        var files = new Dictionary<string, (byte[], string)>(StringComparer.Ordinal);
        if (Text(file, "logo") is { } logo)
        {
            var type = Path.GetExtension(logo) switch { ".svg" => "image/svg+xml", ".png" => "image/png", _ => throw NotValid($"names the logo '{logo}'; it must be .svg or .png") };
            files["/favicon.svg"] = (Bytes(folder, logo), type);
        }

        var font = Text(file, "font");
        if (font is not null)
        {
            if (Path.GetExtension(font) != ".woff2")
                throw NotValid($"names the font '{font}'; it must be .woff2");
            files["/brand/font.woff2"] = (Bytes(folder, font), "font/woff2");
        }

        files["/brand/brand.css"] = (Encoding.UTF8.GetBytes(Style(
            Colour(file, "night", against: "#ffffff"), Colour(file, "accent", against: "#ffffff"), Colour(file, "accentOnDark", against: "#121c2b"), font is not null)), "text/css; charset=utf-8");
        files["/brand/places.json"] = (Places(file), "application/json");
        return new Brand { Files = files };
    }

    private static string Style(string? night, string? accent, string? accentOnDark, bool hasFont)
    {
        // Twice the root: it stands over the pages' own, wherever it is named.
        var style = new StringBuilder();
        if (hasFont)
            style.Append("@font-face{font-family:'Brand';font-weight:100 900;font-display:swap;src:url('/brand/font.woff2') format('woff2')}:root:root{--font:'Brand','Inter Variable',system-ui,sans-serif}");
        if (night is not null)
            style.Append(CultureInfo.InvariantCulture, $":root:root{{--night:{night}}}");
        if (accent is not null)
            style.Append(CultureInfo.InvariantCulture, $"@media (prefers-color-scheme:light){{:root:root{{--accent:{accent};--accent-hover:color-mix(in oklab,{accent},#000 18%)}}}}");
        if (accentOnDark is not null)
            style.Append(CultureInfo.InvariantCulture, $"@media (prefers-color-scheme:dark){{:root:root{{--accent:{accentOnDark};--accent-hover:color-mix(in oklab,{accentOnDark},#fff 18%);--on-accent:#06121f}}}}");
        return style.ToString();
    }

    private static byte[] Places(JsonElement file)
    {
        if (!file.TryGetProperty("places", out var places))
            return "{}"u8.ToArray();
        if (places.ValueKind != JsonValueKind.Object || places.EnumerateObject().Count() > MaxPlaces)
            throw NotValid($"must have at most {MaxPlaces} places, as \"ZRH\": \"Zürich\" or \"ZRH/A1\": \"Gate A1\"");
        foreach (var place in places.EnumerateObject())
        {
            if (!PlaceKey().IsMatch(place.Name) || place.Value.ValueKind != JsonValueKind.String || Texts.Fault(place.Value.GetString()!, 60) is not null)
                throw NotValid($"names the place '{place.Name}' otherwise than as \"ZRH\": \"Zürich\" or \"ZRH/A1\": \"Gate A1\", with at most 60 characters");
        }

        return Encoding.UTF8.GetBytes(places.GetRawText());
    }

    private static string? Colour(JsonElement file, string name, string against)
    {
        if (Text(file, name) is not { } colour)
            return null;
        if (!Hex().IsMatch(colour))
            throw NotValid($"has {name} '{colour}'; a colour is written as #0b56b3");
        var contrast = Contrast(colour, against);
        return contrast >= LeastContrast
            ? colour
            : throw NotValid(string.Create(CultureInfo.InvariantCulture, $"has {name} {colour}, which has a contrast of {contrast:0.0} to {against}; {LeastContrast} is needed to read it"));
    }

    /// <summary>As WCAG 2.2 reckons it.</summary>
    internal static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Part(int at)
        {
            var part = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    private static string? Text(JsonElement file, string name) =>
        !file.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text
        : throw NotValid($"has a {name} that is no text");

    private static byte[] Bytes(string folder, string name)
    {
        var content = File.ReadAllBytes(Path.Combine(folder, name));
        return content.Length is > 0 and <= MaxFileBytes ? content : throw NotValid($"names '{name}', which has not 1 to {MaxFileBytes} bytes");
    }

    private static StartRefusedException NotValid(string why) => LoyaltySettings.NotValid("Brand", why);

    [GeneratedRegex("^#[0-9a-f]{6}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hex();

    [GeneratedRegex("^[A-Z]{3}(/[A-Za-z0-9][A-Za-z0-9 ._-]{0,39})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceKey();
}

/// <summary>Serves what a brand has in place of the pages' own files.</summary>
internal static class BrandFiles
{
    public static void UseBrand(this WebApplication app)
    {
        var files = app.Services.GetRequiredService<Brand>().Files;
        if (files.Count == 0)
            return;
        app.Use((context, next) =>
        {
            if (!files.TryGetValue(context.Request.Path.Value ?? "", out var file) || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
                return next(context);
            context.Response.ContentType = file.Type;
            context.Response.ContentLength = file.Content.Length;
            context.Response.Headers.CacheControl = "no-cache";
            return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(file.Content, context.RequestAborted).AsTask();
        });
    }
}
