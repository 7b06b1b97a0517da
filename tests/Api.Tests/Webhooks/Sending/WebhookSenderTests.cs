using System.Collections.Frozen;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Api.Tests;

public sealed class WebhookSenderTests : IAsyncLifetime, IDisposable
{
    private static readonly WebhookEvent Sample = new(
        EventStream.Ledger, 7, MemberId.Of("ADA1815"), 3, "tierUpgraded", DateTimeOffset.UnixEpoch, "gold", () => """{"sequence":7}"""u8.ToArray());

    private readonly WebhookSecrets _secrets = new(new FakeProgrammes());
    private readonly string _secret = WebhookSignature.NewSecret();
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    public void Dispose() => _secrets.Dispose();

    [Fact]
    public async Task An_event_is_signed_and_taken()
    {
        _receiver.Secrets.Add(_secret);
        using var sender = Sender();
        var answer = await SendAsync(sender);
        Assert.Equal((204, null, true), (answer.Status, answer.Error, answer.IsSuccess));
        var taken = Assert.Single(_receiver.Taken);
        Assert.Equal(("evt_l00000000000000000007", "tierUpgraded", "ADA1815"), (taken.Id, taken.Kind, taken.Member));
        Assert.Equal("""{"sequence":7}""", taken.Data.GetRawText());
    }

    [Fact]
    public async Task A_secret_that_has_ended_signs_no_more()
    {
        var (old, ended) = (WebhookSignature.NewSecret(), WebhookSignature.NewSecret());
        var subscription = Subscription(_receiver.Url) with
        {
            Secrets =
            [
                new WebhookSecret(_secrets.Wrap(_secret), null), new WebhookSecret(_secrets.Wrap(old), DateTimeOffset.MaxValue), new WebhookSecret(_secrets.Wrap(ended), DateTimeOffset.UnixEpoch),
            ],
        };
        using var sender = Sender();
        await sender.SendAsync(subscription, Sample, CancellationToken.None);
        var taken = Assert.Single(_receiver.Taken);
        Assert.Equal(
            WebhookSignature.Of([_secret, old], taken.Id, DateTimeOffset.FromUnixTimeSeconds(taken.Timestamp), taken.Body), taken.Signature);
    }

    [Fact]
    public async Task A_redirect_is_no_success_and_is_not_followed()
    {
        _receiver.Answer = (_, context) =>
        {
            context.Response.Headers.Location = _receiver.Url + "/elsewhere";
            return Task.FromResult(307);
        };
        using var sender = Sender();
        Assert.Equal(307, (await SendAsync(sender)).Status);
        Assert.Single(_receiver.Deliveries);
    }

    [Theory]
    [InlineData("120", 120.0)]
    [InlineData("Wed, 21 Oct 2099 07:28:00 GMT", null)]
    [InlineData("-5", -1.0)]
    [InlineData("soon", -1.0)]
    public async Task When_a_receiver_wants_to_be_asked_again(string header, double? seconds)
    {
        _receiver.Answer = (_, context) =>
        {
            context.Response.Headers.RetryAfter = header;
            return Task.FromResult(503);
        };
        using var sender = Sender();
        var wait = (await SendAsync(sender)).RetryAfter;
        if (seconds is null)
            Assert.True(wait > TimeSpan.FromDays(1000));
        else
            Assert.Equal(seconds < 0 ? null : TimeSpan.FromSeconds(seconds.Value), wait);
    }

    [Fact]
    public async Task Of_a_huge_answer_nothing_is_read()
    {
        _receiver.Answer = async (_, context) =>
        {
            context.Response.StatusCode = 200;
            var kilobytes = new byte[64 * 1024];
            for (var sent = 0; sent < 10 * 1024 * 1024; sent += kilobytes.Length)
                await context.Response.Body.WriteAsync(kilobytes);
            return 200;
        };
        using var sender = Sender();
        var watch = Stopwatch.StartNew();
        Assert.Equal(200, (await SendAsync(sender)).Status);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task A_name_that_has_come_to_mean_something_else_is_not_connected_to()
    {
        var resolver = new FakeResolver("1.1.1.1");
        var address = new WebhookAddress(Settings(), resolver);
        Assert.Null(await address.FaultAsync("https://rebinding.example/", CancellationToken.None));
        resolver.Addresses = ["127.0.0.1"];
        using var sender = new WebhookSender(Settings(), _secrets, new TrustingTransport(address, _receiver.Certificate), Clock(), TimeProvider.System);
        var port = new Uri(_receiver.Url).Port;
        var answer = await sender.SendAsync(Subscription($"https://rebinding.example:{port}/hooks"), Sample, CancellationToken.None);
        Assert.Equal((null, "address-not-public"), (answer.Status, answer.Error));
        Assert.Empty(_receiver.Deliveries);
        Assert.Equal(2, resolver.Asked);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_no_receiver()
    {
        using var sender = new WebhookSender(Settings("localhost"), _secrets, new WebhookTransport(new WebhookAddress(Settings("localhost"), new HostResolver())), Clock(), TimeProvider.System);
        var answer = await SendAsync(sender);
        Assert.Equal((null, "tls-failed"), (answer.Status, answer.Error));
        Assert.Empty(_receiver.Deliveries);
    }

    [Fact]
    public async Task An_event_that_is_too_large_goes_to_nobody()
    {
        using var sender = Sender();
        var large = Sample with { Data = () => Encoding.UTF8.GetBytes($"\"{new string('x', CloudEventBody.MaxBytes)}\"") };
        var answer = await sender.SendAsync(Subscription(_receiver.Url), large, CancellationToken.None);
        Assert.True(answer.IsPoison);
        Assert.Empty(_receiver.Deliveries);
    }

    [Fact]
    public async Task A_receiver_that_answers_a_byte_a_second_is_cut_off()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var slow = DripAsync(listener, stop.Token);
        using var sender = Sender();
        var watch = Stopwatch.StartNew();
        var answer = await sender.SendAsync(Subscription($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/"), Sample, CancellationToken.None);
        Assert.Equal((null, "timeout"), (answer.Status, answer.Error));
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(14), TimeSpan.FromSeconds(25));
        await stop.CancelAsync();
        await slow;
    }

    private async Task DripAsync(TcpListener listener, CancellationToken cancellation)
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync(cancellation);
            await using var tls = new SslStream(client.GetStream());
            using var shown = X509CertificateLoader.LoadPkcs12FromFile(_receiver.Certificate.PfxPath, TestCertificate.Password);
            await tls.AuthenticateAsServerAsync(shown);
            foreach (var letter in Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nServer: " + new string('x', 1000)))
            {
                await tls.WriteAsync(new[] { letter }, cancellation);
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            }
        }
        catch (Exception cut) when (cut is OperationCanceledException or IOException)
        {
            // The other side has gone.
        }
    }

    private Task<WebhookAnswer> SendAsync(WebhookSender sender) => sender.SendAsync(Subscription(_receiver.Url), Sample, CancellationToken.None);

    private WebhookSubscription Subscription(string url) => new(
        "w-1", url, [], [], "CRM", [new WebhookSecret(_secrets.Wrap(_secret), null)], new Dictionary<EventStream, long>(), DateTimeOffset.UnixEpoch, "", "");

    private WebhookSender Sender() => new(
        Settings("localhost"), _secrets, new TrustingTransport(new WebhookAddress(Settings("localhost"), new HostResolver()), _receiver.Certificate), Clock(), TimeProvider.System);

    private static ProgrammeClock Clock() => new(BuiltInProgramme.Value, TimeProvider.System);

    private static WebhookSettings Settings(params string[] allowed) => new("urn:loyalty", "loyalty", allowed.ToFrozenSet(StringComparer.OrdinalIgnoreCase));
}
