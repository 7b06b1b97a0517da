using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Extensions.Configuration;

namespace Loyalty.Silo.Tests;

public sealed class SiloTlsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-tls-");
    private readonly X509Certificate2 _authority = Authority("Loyalty cluster");

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    [PostgresFact]
    public async Task Two_silos_work_together_over_it()
    {
        var settings = Settings(_authority);
        await using var cluster = await InProcessCluster.StartAsync(await ClusterDatabase.NewAsync(), silos: 2, configure: null, settings);
        var members = Enumerable.Range(0, 16).Select(number => MemberId.Of($"MEMBER{number}")).ToList();
        foreach (var member in members)
        {
            await cluster.Get<IGrainFactory>(0).LoyaltyAccount(member).Enrol(new EnrolMember("app", new Profile("Ada", "Lovelace"), null));
            Assert.Equal(2, (await cluster.Get<IGrainFactory>(1).LoyaltyAccount(member).RecordPurchase(HostUnderTest.Francs($"t-{member}", 10))).Value!.Version);
        }

        // Some live in either, so that calls went both ways.
        Assert.Contains(members, cluster.Get<ActiveAccounts>(0).Contains);
        Assert.Contains(members, cluster.Get<ActiveAccounts>(1).Contains);
    }

    [Fact]
    public void It_believes_what_its_own_authority_has_signed_and_has_not_ended()
    {
        var tls = SiloTls.Read(new ConfigurationBuilder().AddInMemoryCollection(
            Settings(_authority).Select(setting => KeyValuePair.Create(setting[2..setting.IndexOf('=', StringComparison.Ordinal)], (string?)setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..])))
            .Build().GetSection("Loyalty:Cluster"))!;
        using var stranger = Authority("Somebody else");

        Assert.True(tls.IsSigned(Signed(_authority, days: 30)));
        Assert.False(tls.IsSigned(Signed(stranger, days: 30)));
        Assert.False(tls.IsSigned(Signed(_authority, days: -1)));
    }

    private string[] Settings(X509Certificate2 authority)
    {
        using var silo = Signed(authority, days: 30);
        return
        [
            $"--Loyalty:Cluster:Tls:Certificate={Write("silo.pem", silo.ExportCertificatePem())}",
            $"--Loyalty:Cluster:Tls:Key={Write("silo.key", silo.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem())}",
            $"--Loyalty:Cluster:Tls:Authority={Write("ca.pem", authority.ExportCertificatePem())}",
        ];
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-60), TimeProvider.System.GetUtcNow().AddDays(60));
    }

    private static X509Certificate2 Signed(X509Certificate2 authority, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=silo", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var signed = request.Create(authority, now.AddDays(-30), now.AddDays(days), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
