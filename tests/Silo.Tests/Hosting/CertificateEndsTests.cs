using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace Loyalty.Silo.Tests;

public sealed class CertificateEndsTests : IDisposable
{
    private static readonly DateTimeOffset Begins = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-certificates-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Certificates_of_endpoints_and_between_silos_are_read_by_their_names()
    {
        Write("public.pem", Made(days: 90).ExportCertificatePem());
        File.WriteAllBytes(Path.Combine(_folder.FullName, "default.pfx"), Made(days: 30).Export(X509ContentType.Pkcs12, "secret"));
        using var silo = Made(days: 10);
        using var authority = Made(days: 1000);
        var ends = new CertificateEnds(
            Of(
                ("Kestrel:Endpoints:Public:Url", "https://0.0.0.0:443"), ("Kestrel:Endpoints:Public:Certificate:Path", "public.pem"),
                ("Kestrel:Endpoints:Inside:Url", "http://127.0.0.1:5080"),
                ("Kestrel:Certificates:Default:Path", "default.pfx"), ("Kestrel:Certificates:Default:Password", "secret")),
            _folder.FullName,
            new SiloTls(silo, authority));

        Assert.Equal([("Public", 90), ("default", 30), ("silo", 10), ("silo-authority", 1000)], ends.Read().Select(one => (one.Certificate, (one.Ends - Begins).Days)));
        // Renewed in its file, without a restart.
        Write("public.pem", Made(days: 180).ExportCertificatePem());
        Assert.Equal(180, (ends.Read().First().Ends - Begins).Days);
    }

    [Fact]
    public void What_cannot_be_read_is_left_out()
    {
        Write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        Assert.Empty(new CertificateEnds(Of(("Kestrel:Endpoints:A:Certificate:Path", "broken.pem"), ("Kestrel:Endpoints:B:Certificate:Path", "missing.pem")), _folder.FullName, silos: null).Read());
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private static IConfiguration Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

    private static X509Certificate2 Made(int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=loyalty", key, HashAlgorithmName.SHA256).CreateSelfSigned(Begins, Begins.AddDays(days));
    }
}
