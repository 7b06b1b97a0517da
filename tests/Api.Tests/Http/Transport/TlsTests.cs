using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Loyalty.Api.Tests;

/// <summary>https and wss with a certificate from a file, as an operator configures it.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestCertificate _certificate = new();

    [Fact]
    public async Task The_api_and_the_hub_are_served_with_a_pem_pair()
    {
        await using var api = await StartWithPemAsync();
        api.Member("ADA1");
        using var http = _certificate.Client(api.Address);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/v1/members/ADA1/status")).StatusCode);
        await using var hub = await HubSocket.ConnectAsync(api.Address, configure: client => client.RemoteCertificateValidationCallback = (_, shown, _, _) => _certificate.IsShown(shown));
        var status = (await hub.InvokeAsync("WatchMember", "\"ADA1\"")).GetProperty("result");
        Assert.Equal("ADA1", status.GetProperty("memberId").GetString());
    }

    [Fact]
    public async Task A_pfx_with_a_password_serves_every_https_address()
    {
        await using var api = await ApiFixture.StartAsync(
            "--urls=https://127.0.0.1:0", $"--Kestrel:Certificates:Default:Path={_certificate.PfxPath}", $"--Kestrel:Certificates:Default:Password={TestCertificate.Password}");
        using var http = _certificate.Client(api.Address);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Nothing_older_than_tls_1_2_is_spoken()
    {
        await using var api = await StartWithPemAsync();
        Assert.True(await ProtocolAsync(api, SslProtocols.None) is SslProtocols.Tls13 or SslProtocols.Tls12);
        Assert.Equal(SslProtocols.Tls12, await ProtocolAsync(api, SslProtocols.Tls12));
#pragma warning disable SYSLIB0039, CA5397 // That it is refused is the point.
        await Assert.ThrowsAnyAsync<Exception>(() => ProtocolAsync(api, SslProtocols.Tls11));
#pragma warning restore SYSLIB0039, CA5397
    }

    [Fact]
    public async Task A_certificate_that_is_renewed_in_its_file_is_served_without_a_restart()
    {
        // Its endpoint is opened anew, so it needs a port that stays.
        await using var api = await StartWithPemAsync(FreePort.Next());
        using (var http = _certificate.Client(api.Address))
            await http.GetAsync("/health/live");
        _certificate.Renew();
        await Eventually.IsTrue(
            async () =>
            {
                using var http = _certificate.Client(api.Address);
                try
                {
                    return (await http.GetAsync("/health/live")).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the new certificate is shown");
    }

    [Theory]
    [InlineData("not-the-password")]
    [InlineData(null)]
    public async Task A_certificate_that_cannot_be_read_refuses_the_start_in_one_line(string? password)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-tls-start-").FullName;
        var path = password is null ? "/does/not/exist.pfx" : _certificate.PfxPath;
        var (code, output) = await EngineProcess.RunToEndAsync(
            folder, "--Kestrel:Endpoints:Https:Url=https://127.0.0.1:0", $"--Kestrel:Endpoints:Https:Certificate:Path={path}", $"--Kestrel:Endpoints:Https:Certificate:Password={password}");
        Directory.Delete(folder, recursive: true);
        Assert.Equal(1, code);
        var said = Assert.Single(output.Split('\n'), line => line.StartsWith("urls: ", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", output);
        Assert.True(password is null || !output.Contains(password), said);
    }

    [Fact]
    public async Task A_browser_is_bound_to_https_by_answers_over_https_alone()
    {
        await using var api = await ApiFixture.StartAsync(
            "--Loyalty:Https:HstsSubDomains=true",
            "--urls=https://127.0.0.1:0;http://127.0.0.1:0",
            $"--Kestrel:Certificates:Default:Path={_certificate.PfxPath}",
            $"--Kestrel:Certificates:Default:Password={TestCertificate.Password}");
        using var http = _certificate.Client(Https(api));
        using var clear = new HttpClient { BaseAddress = Http(api) };

        Assert.Equal("max-age=31536000; includeSubDomains", await HstsAsync(http, "loyalty.example.com"));
        Assert.Null(await HstsAsync(clear, "loyalty.example.com"));
        Assert.Null(await HstsAsync(http, "localhost"));
    }

    [Fact]
    public async Task Where_https_is_required_pages_are_redirected_and_calls_are_refused()
    {
        await using var api = await ApiFixture.StartAsync(
            "--Loyalty:Https:Required=true",
            "--urls=https://127.0.0.1:0;http://127.0.0.1:0",
            $"--Kestrel:Certificates:Default:Path={_certificate.PfxPath}",
            $"--Kestrel:Certificates:Default:Password={TestCertificate.Password}");
        using var clear = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Http(api) };

        using var page = await clear.GetAsync("/card/ADA1?x=1");
        Assert.Equal((HttpStatusCode.PermanentRedirect, new Uri(Https(api), "/card/ADA1?x=1")), (page.StatusCode, page.Headers.Location));
        await (await clear.GetAsync("/v1/programme")).ShouldBeProblemAsync(403, "https-required");
        await (await clear.SendJsonAsync(HttpMethod.Post, "/v1/members", "{}")).ShouldBeProblemAsync(403, "https-required");
        await Assert.ThrowsAnyAsync<System.Net.WebSockets.WebSocketException>(() => HubSocket.ConnectAsync(Http(api)));
        Assert.Equal(HttpStatusCode.OK, (await clear.GetAsync("/health/live")).StatusCode);
        using var http = _certificate.Client(Https(api));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/v1/programme")).StatusCode);
    }

    public void Dispose() => _certificate.Dispose();

    private static Uri Https(ApiFixture api) => new(api.App.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal)));

    private static Uri Http(ApiFixture api) => new(api.App.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal)));

    private static async Task<string?> HstsAsync(HttpClient http, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/programme") { Headers = { Host = host } };
        using var answer = await http.SendAsync(request);
        return answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null;
    }

    private static async Task<SslProtocols> ProtocolAsync(ApiFixture api, SslProtocols offered)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, api.Address.Port);
#pragma warning disable CA5359 // The protocol is asked for, not who answers.
        await using var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = offered });
        return tls.SslProtocol;
    }

    private Task<ApiFixture> StartWithPemAsync(int port = 0) => ApiFixture.StartAsync(
        $"--Kestrel:Endpoints:Https:Url=https://127.0.0.1:{port}",
        $"--Kestrel:Endpoints:Https:Certificate:Path={_certificate.PemPath}",
        $"--Kestrel:Endpoints:Https:Certificate:KeyPath={_certificate.KeyPath}");
}
