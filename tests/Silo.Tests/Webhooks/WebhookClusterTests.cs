using System.Text.Json;

namespace Loyalty.Silo.Tests;

/// <summary>What other systems hear of a cluster: two silos commit, one of them delivers, and either may be killed (C-2, with memberErased as the last).</summary>
public class WebhookClusterTests
{
    // Of each hundred deliveries; a failed one is tried again after five seconds.
    private const int FirstAttemptsFail = 8;
    private const int Members = 100;

    [PostgresFact]
    public async Task Killed_in_turn_two_silos_deliver_all_in_order_and_an_erasure_last()
    {
        await using var receiver = await Receiver.StartAsync();
        var random = new Random(20);
        var seen = new HashSet<string>();
        receiver.Answer = (delivery, _) => Task.FromResult(FailsAtFirst(delivery.Id) ? 500 : 200);
        await using var silos = await SiloProcesses.StartAsync(new SiloProcessesOptions
        {
            Clusters = ["one", "one"],
            Seed = 20,
            Members = Members,
            Launcher = ["env", $"SSL_CERT_FILE={receiver.Certificate.PemPath}"],
            Settings = ["--Loyalty:Webhooks:AllowedHosts=localhost"],
        });
        await silos[0].SendAsync(
            HttpMethod.Post, "/v1/webhooks", new { webhookId = "crm", url = receiver.Url, description = "CRM", fromSequence = 1 }, System.Net.HttpStatusCode.Created);

        foreach (var killed in silos.Silos)
        {
            await silos.Load.MoreAsync(400);
            await killed.KillAsync();
            await silos.Load.MoreAsync(400);
            await killed.StartAgainAsync();
        }

        await silos.Load.MoreAsync(400);
        await silos.ProveAsync();
        var events = await LedgerProof.EventsAsync(silos[1]).Select(change => (Member: change.GetProperty("memberId").GetString()!, Version: change.GetProperty("version").GetInt64())).ToListAsync();
        await Eventually.IsTrue(() => FirstSuccesses().Count == events.Count, $"all {events.Count} are delivered");
        foreach (var member in FirstSuccesses().GroupBy(delivery => delivery.Member))
            Assert.Equal(events.Where(told => told.Member == member.Key).Select(told => told.Version), member.Select(delivery => delivery.Version));

        // What stands in a stream beside the ledger is the same read through either, and comes after all of the member.
        var erased = silos.Load.Members[0];
        using var gone = await silos[1].Http.DeleteAsync($"/v1/members/{erased}");
        Assert.True(gone.IsSuccessStatusCode, $"{(int)gone.StatusCode}");
        await Eventually.IsTrue(() => receiver.Taken.Any(delivery => delivery.Kind == "memberErased" && delivery.Member == erased), "the erasure is told");
        Assert.Equal("memberErased", FirstSuccesses().Last(delivery => delivery.Member == erased).Kind);
        var persons = await silos[0].GetAsync("/v1/events?stream=persons&limit=1000");
        Assert.Equal(persons.GetRawText(), (await silos[1].GetAsync("/v1/events?stream=persons&limit=1000")).GetRawText());
        Assert.Contains(persons.GetProperty("items").EnumerateArray(), told => told.GetProperty("kind").GetString() == "memberErased");

        List<Delivery> FirstSuccesses() => [.. receiver.Taken.DistinctBy(delivery => delivery.Id)];

        bool FailsAtFirst(string id)
        {
            lock (random)
                return seen.Add(id) && random.Next(100) < FirstAttemptsFail;
        }
    }
}
