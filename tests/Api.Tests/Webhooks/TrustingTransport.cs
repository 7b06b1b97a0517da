namespace Loyalty.Api.Tests;

/// <summary>Trusts one certificate, as a platform would that has it.</summary>
internal sealed class TrustingTransport(WebhookAddress address, TestCertificate certificate) : WebhookTransport(address)
{
    public override SocketsHttpHandler Create()
    {
        var handler = base.Create();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => certificate.IsShown(shown);
        return handler;
    }
}
