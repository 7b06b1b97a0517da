using System.Net;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>A sandbox partner, and what an engine is told to work with it.</summary>
internal sealed class PartnerAtWork : IAsyncDisposable
{
    public const string Number = "992000000000125", Pin = "48213";

    private const string Token = "sandbox-token-of-miles-and-more";

    private readonly DirectoryInfo _folder;

    private PartnerAtWork(SandboxPartner sandbox, DirectoryInfo folder) => (Sandbox, _folder) = (sandbox, folder);

    public SandboxPartner Sandbox { get; }

    /// <summary>What the engine is started with.</summary>
    public IReadOnlyList<string> Settings => [$"--Loyalty:Partners:miles-and-more:Url={Sandbox.Url}", $"--Loyalty:Partners:miles-and-more:Token={Token}"];

    public static async Task<PartnerAtWork> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-partner-");
        return new PartnerAtWork(await SandboxPartner.StartAsync(Token, Path.Combine(folder.FullName, "partner.jsonl")), folder);
    }

    /// <summary>Gives the engine the partner, and a member who has a number there.</summary>
    public async Task SetUpAsync(EngineProcess engine, string member, bool isIdempotent = true, bool canAsk = true)
    {
        Sandbox.Behaviour = new SandboxBehaviour(IsIdempotent: isIdempotent, CanAsk: canAsk);
        await engine.SendAsync(
            HttpMethod.Put,
            "/v1/number-schemes/miles-and-more",
            new
            {
                kind = "partner", pattern = "[0-9]{15}", check = "none", examples = new[] { Number, "222000000000001" },
                counterExamples = new[] { "99200000000012", "99200000000012A" }, perMember = 1,
            },
            HttpStatusCode.OK);
        await engine.SendAsync(
            HttpMethod.Put,
            "/v1/partners/miles-and-more",
            new
            {
                scheme = "miles-and-more", connector = "http", idempotent = isIdempotent, canAsk, price = new { per1000 = 9.50, currency = "CHF" },
                earn = new { pointsPerUnit = 1, when = new { type = new[] { "flight" } } },
                burn = new { pointsPerUnit = 330, currency = "CHF", pin = "[0-9]{5}", minutes = 30 },
                exchangeIn = new { pointsPerUnit = 400, currency = "CHF" },
            },
            HttpStatusCode.NoContent);
        await engine.EnrolAsync(member);
        await engine.SendAsync(HttpMethod.Put, $"/v1/members/{member}/numbers/miles-and-more", new { number = Number }, HttpStatusCode.OK);
    }

    /// <summary>How many orders are in a state.</summary>
    public async Task<int> CountAsync(EngineProcess engine, string state) =>
        (await engine.GetAsync($"/v1/partner-orders?state={state}&limit=1000")).GetProperty("items").GetArrayLength();

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
