using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loyalty.Contracts;

/// <summary>A server on this machine with a certificate of its own, for what an engine calls.</summary>
public sealed class HttpsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpsServer(WebApplication app, TestCertificate certificate) => (_app, Certificate) = (app, certificate);

    /// <summary>The certificate that a caller must trust.</summary>
    public TestCertificate Certificate { get; }

    /// <summary>Its address, without a path.</summary>
    public string Origin => $"https://localhost:{new Uri(_app.Urls.First()).Port}";

    public static async Task<HttpsServer> StartAsync(RequestDelegate answer)
    {
        var certificate = new TestCertificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        var port = FreePort.Next();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.UseHttps(certificate.PfxPath, TestCertificate.Password)));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new HttpsServer(app, certificate);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate.Dispose();
    }
}
