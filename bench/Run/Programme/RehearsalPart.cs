using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Loyalty.Bench;

/// <summary>
/// How long a draft is rehearsed over everybody, what memory that takes, and how soon it ends when it is cancelled. The host does nothing
/// else meanwhile.
/// </summary>
internal static class RehearsalPart
{
    public const string Name = "rehearsal", Seconds = "s", Cancelled = "s to cancel";

    private const int Purchases = 20;
    private const string Address = "/v1/programme/rehearsals";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    public static async Task RunAsync(BenchRun run)
    {
        await run.StopHostsAsync();
        foreach (var contender in Contender.Engines)
            await MeasureAsync(run, contender, run.Options.Members);
    }

    private static async Task MeasureAsync(BenchRun run, Contender contender, int members)
    {
        run.Say($"{contender.Title}: a rehearsal of {GrowthPart.Subject(members)}");
        var folder = Directory.CreateDirectory(Path.Combine(run.Folder, "rehearsal")).FullName;
        var store = await run.SeedAsync(contender, folder, members, Purchases);
        await using (var host = await HostProcess.StartAsync(run.Options, contender, store, members, Purchases, "/health/ready"))
        {
            var draft = await DraftAsync(host);
            for (var repetition = 0; repetition < run.Options.Repetitions; repetition++)
            {
                var before = CpuClock.ResidentBytes(host.Id);
                var (result, most) = await RehearseAsync(host, draft, $"run-{repetition}", members);
                run.Samples.Add(Name, GrowthPart.Subject(members), contender.Title, Seconds, repetition, result.GetProperty("seconds").GetDouble());
                run.Samples.Add(Name, GrowthPart.Subject(members), contender.Title, Metrics.Resident + " before", repetition, before / 1e6);
                run.Samples.Add(Name, GrowthPart.Subject(members), contender.Title, Metrics.Resident + " at most", repetition, most / 1e6);
                var cancelled = await CancelAsync(host, draft, $"cancelled-{repetition}");
                run.Samples.Add(Name, GrowthPart.Subject(members), contender.Title, Cancelled, repetition, cancelled.TotalSeconds);
                run.Say($"{contender.Title}: {result.GetProperty("seconds")} s, {before / 1e6:0} to {most / 1e6:0} MB, cancelled in {cancelled.TotalSeconds:0.00} s");
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> DraftAsync(HostProcess host)
    {
        using var content = new StringContent(ProgrammeFiles.Draft, Encoding.UTF8, "application/json");
        using var answer = await host.Http.PostAsync("/v1/programme/drafts", content);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("draftId").GetString()!;
    }

    private static async Task<(JsonElement Result, long Most)> RehearseAsync(HostProcess host, string draftId, string id, int members)
    {
        await StartAsync(host, draftId, id);
        var most = 0L;
        for (var started = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(started) < Deadline;)
        {
            await Task.Delay(100);
            most = Math.Max(most, CpuClock.ResidentBytes(host.Id));
            var now = await host.Http.GetFromJsonAsync<JsonElement>($"{Address}/{id}");
            if (now.GetProperty("state").GetString() is var state && state == "running")
                continue;
            if (state != "done" || now.GetProperty("result").GetProperty("members").GetInt32() != members)
                throw new InvalidRunException($"The rehearsal ended: {now}");
            return (now.GetProperty("result"), most);
        }

        throw new InvalidRunException($"The rehearsal took longer than {Deadline.TotalMinutes:0} minutes.");
    }

    // From the request to its answer: it is over when it answers.
    private static async Task<TimeSpan> CancelAsync(HostProcess host, string draftId, string id)
    {
        await StartAsync(host, draftId, id);
        await Task.Delay(500);
        var asked = TimeProvider.System.GetTimestamp();
        using var answer = await host.Http.DeleteAsync($"{Address}/{id}");
        answer.EnsureSuccessStatusCode();
        return TimeProvider.System.GetElapsedTime(asked);
    }

    private static async Task StartAsync(HostProcess host, string draftId, string id)
    {
        using var answer = await host.Http.PostAsJsonAsync(Address, new { rehearsalId = id, draftId, question = "onActivation" });
        answer.EnsureSuccessStatusCode();
    }
}
