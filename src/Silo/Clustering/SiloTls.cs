using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Loyalty.Api;
using Orleans.Connections.Security;

namespace Loyalty.Silo;

/// <summary>
/// TLS between silos, section <c>Loyalty:Cluster:Tls</c>. Each silo shows a certificate, and each believes only what the cluster's own
/// authority has signed: silos know each other by addresses, so that no name is compared.
/// </summary>
/// <param name="Certificate">This silo's, with its private key.</param>
/// <param name="Authority">What has signed the certificates of all silos.</param>
internal sealed record SiloTls(X509Certificate2 Certificate, X509Certificate2 Authority)
{
    /// <summary>Stands for the peer where a name must be said.</summary>
    private const string PeerName = "loyalty-silo";

    /// <summary>Reads the section.</summary>
    /// <returns>Null where it is not set: silos speak in the clear, on a network of their own.</returns>
    /// <exception cref="StartRefusedException">A file cannot be read, or one of the settings is missing.</exception>
    public static SiloTls? Read(IConfigurationSection cluster)
    {
        var tls = cluster.GetSection("Tls");
        if (!tls.GetChildren().Any())
            return null;
        var (certificate, key, authority) = (Path(tls, "Certificate"), Path(tls, "Key"), Path(tls, "Authority"));
        return new SiloTls(
            Load(tls, "Certificate", () => WithKey(certificate, key)),
            Load(tls, "Authority", () => X509Certificate2.CreateFromPem(File.ReadAllText(authority))));
    }

    /// <summary>Has the silo's connections use it.</summary>
    public void Use(ISiloBuilder silo) => silo.UseTls(Certificate, options =>
    {
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (peer, _, _) => IsSigned(peer);
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = PeerName;
    });

    /// <summary>Whether the cluster's authority has signed a certificate, which must not have ended.</summary>
    internal bool IsSigned(X509Certificate2 peer)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(peer);
    }

    // A key that was read from PEM is ephemeral, which not every TLS library takes; through PKCS#12 it is one like any other.
    private static X509Certificate2 WithKey(string certificate, string key)
    {
        using var read = X509Certificate2.CreateFromPemFile(certificate, key);
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null);
    }

    private static string Path(IConfigurationSection tls, string key) =>
        tls[key] is { Length: > 0 } path ? path : throw new StartRefusedException($"{tls.Path}:{key} is needed for TLS between silos: the path of a PEM file.");

    private static T Load<T>(IConfigurationSection tls, string key, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new StartRefusedException($"{tls.Path}:{key} cannot be read: {fault.Message.TrimEnd('.')}.");
        }
    }
}
