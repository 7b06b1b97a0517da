using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Loyalty.Silo;

/// <summary>When the certificates end that this silo shows: those of https, read from their files as the server does, and those between silos.</summary>
/// <param name="root">The folder that paths of the server's certificates start from.</param>
internal sealed class CertificateEnds(IConfiguration configuration, string root, SiloTls? silos)
{
    /// <summary>Each by its name: an endpoint's, <c>default</c>, <c>silo</c> or <c>silo-authority</c>. One that cannot be read is left out.</summary>
    public IEnumerable<(string Certificate, DateTimeOffset Ends)> Read()
    {
        var sections = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => (Name: endpoint.Key, Certificate: endpoint.GetSection("Certificate")))
            .Append((Name: "default", Certificate: configuration.GetSection("Kestrel:Certificates:Default")));
        foreach (var (name, certificate) in sections)
        {
            if (certificate["Path"] is { Length: > 0 } path && EndOf(Path.Combine(root, path), certificate["Password"]) is { } ends)
                yield return (name, ends);
        }

        if (silos is null)
            yield break;
        yield return ("silo", new DateTimeOffset(silos.Certificate.NotAfter));
        yield return ("silo-authority", new DateTimeOffset(silos.Authority.NotAfter));
    }

    private static DateTimeOffset? EndOf(string path, string? password)
    {
        try
        {
            using var certificate = X509Certificate2.GetCertContentType(path) == X509ContentType.Pkcs12
                ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : X509CertificateLoader.LoadCertificateFromFile(path);
            return new DateTimeOffset(certificate.NotAfter);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
