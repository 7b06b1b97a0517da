using System.Text;

namespace Loyalty.Contracts;

/// <summary>One request that somebody might send.</summary>
/// <param name="Target">Address and query as they stand in the request line.</param>
internal sealed record FuzzInput(string Method, string Target, string ContentType, byte[] Body)
{
    /// <summary>As it goes out: nothing between this and the host tidies it up.</summary>
    public byte[] Bytes =>
    [
        .. Encoding.Latin1.GetBytes($"{Method} {Target} HTTP/1.1\r\nHost: localhost\r\n"
            + (ContentType.Length == 0 ? "" : $"Content-Type: {ContentType}\r\n") + (Body.Length == 0 && Method == "GET" ? "" : $"Content-Length: {Body.Length}\r\n") + "\r\n"),
        .. Body,
    ];

    public override string ToString() => $"{Method} {Target} {ContentType} {(Body.Length > 400 ? $"{Body.Length} bytes " : "")}{Convert.ToBase64String(Body.AsSpan(0, Math.Min(Body.Length, 400)))}";
}
