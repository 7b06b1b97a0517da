using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Api;

/// <summary>What the addresses share that read a body as it comes, however long it is.</summary>
public static class StreamedBody
{
    /// <summary>Sets the server's bound on the length of this body; its lines are bounded besides.</summary>
    /// <param name="bytes">Null for any length.</param>
    public static void AllowLength(this HttpContext context, long? bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = bytes;
    }

    /// <summary>Whether the body is of a type, whatever the parameters of its Content-Type, and not compressed: nothing here unpacks.</summary>
    public static bool HasPlainContent(this HttpRequest request, string contentType) =>
        request.ContentType?.Split(';', 2)[0].Trim().Equals(contentType, StringComparison.OrdinalIgnoreCase) == true
        && !request.Headers.ContainsKey(HeaderNames.ContentEncoding);
}
