using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Loyalty.Contracts;

/// <summary>A certificate that nobody has signed but itself, as files: a PEM pair, and a PFX with a password.</summary>
public sealed class TestCertificate : IDisposable
{
    public const string Password = "p4ss-of-the-pfx";

    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-tls-").FullName;

    public TestCertificate() => Renew();

    public string PemPath => Path.Combine(_folder, "server.pem");

    public string KeyPath => Path.Combine(_folder, "server.key");

    public string PfxPath => Path.Combine(_folder, "server.pfx");

    public string Thumbprint { get; private set; } = "";

    /// <summary>Writes another certificate over the files.</summary>
    public void Renew()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(PemPath, certificate.ExportCertificatePem());
        File.WriteAllBytes(PfxPath, certificate.Export(X509ContentType.Pfx, Password));
        Thumbprint = certificate.Thumbprint;
    }

    /// <summary>Whether a server shows this very certificate.</summary>
    public bool IsShown(X509Certificate? shown) => shown?.GetCertHashString() == Thumbprint;

    /// <summary>A client that takes this certificate and no other.</summary>
    public HttpClient Client(Uri address) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => IsShown(shown) },
    })
    {
        BaseAddress = address,
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
