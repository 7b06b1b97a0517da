using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace Loyalty.Bench;

/// <summary>What a receiver that never answers costs purchases: it takes every connection and says nothing, not even in TLS, so that each attempt waits for its end.</summary>
internal static class WebhooksPart
{
    public const string Name = "webhooks", None = "no webhook", NeverAnswers = "a receiver that never answers";

    public static async Task RunAsync(BenchRun run)
    {
        using var receiver = new TcpListener(IPAddress.Loopback, 0);
        receiver.Start();
        var taken = new List<TcpClient>();
        var taking = TakeAsync(receiver, taken);
        var url = $"https://localhost:{((IPEndPoint)receiver.LocalEndpoint).Port}/hooks";
        await VariantLoads.RunAsync(
            run,
            Name,
            store => [new(None, store.With("nohook")), new(NeverAnswers, store.With("hook", "--Loyalty:Webhooks:AllowedHosts=localhost"), host => SubscribeAsync(host, url))]);
        if (taken.Count == 0)
            throw new InvalidRunException("Nothing was sent to the receiver.");
        receiver.Stop();
        await taking;
        taken.ForEach(connection => connection.Dispose());
    }

    private static async Task SubscribeAsync(HostProcess host, string url)
    {
        using var made = await host.Http.PostAsJsonAsync("/v1/webhooks", new { webhookId = "bench", url, description = "never answers" });
        made.EnsureSuccessStatusCode();
    }

    private static async Task TakeAsync(TcpListener receiver, List<TcpClient> taken)
    {
        try
        {
            while (true)
                taken.Add(await receiver.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The part is over.
        }
    }
}
