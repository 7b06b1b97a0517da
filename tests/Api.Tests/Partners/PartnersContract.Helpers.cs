using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <content>The engine, the partner and what tests ask of them.</content>
public abstract partial class PartnersContract : IAsyncLifetime
{
    protected const string Member = "ADA1815", Events = $"/v1/members/{Member}/purchases/t-1/events", Authorisations = "/v1/partners/miles-and-more/authorisations";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-partner-");

    /// <summary>The partner.</summary>
    protected SandboxPartner Partner { get; private set; } = null!;

    public async Task InitializeAsync() => Partner = await SandboxPartner.StartAsync(Token, Path.Combine(_folder.FullName, "partner.jsonl"));

    public async Task DisposeAsync()
    {
        await Partner.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Starts an engine with a partner and a member who has a number there.</summary>
    /// <param name="receiver">Of webhooks, whose certificate the engine trusts.</param>
    protected async Task<EngineProcess> StartAsync(bool isIdempotent = true, bool canAsk = true, bool holds = true, Receiver? receiver = null)
    {
        var engine = await EngineProcess.StartByAsync(
        receiver is null ? [] : ["env", $"SSL_CERT_FILE={receiver.Certificate.PemPath}"],
        [
            .. await JournalAsync(),
            .. receiver is null ? Array.Empty<string>() : ["--Loyalty:Webhooks:AllowedHosts=localhost"],
            $"--Loyalty:TestClock={Start}",
            $"--Loyalty:Partners:miles-and-more:Url={Partner.Url}",
            $"--Loyalty:Partners:miles-and-more:Token={Token}",
            $"--Loyalty:Partners:miles-and-more:Key={Key}",
        ]);
        Partner.Behaviour = new SandboxBehaviour(IsIdempotent: isIdempotent, CanAsk: canAsk);
        await engine.SendAsync(
            HttpMethod.Put,
            "/v1/number-schemes/miles-and-more",
            new
            {
                kind = "partner", pattern = "[0-9]{15}", check = "none", examples = new[] { "992000000000125", "222000000000001" },
                counterExamples = new[] { "99200000000012", "99200000000012A" }, perMember = 1,
            },
            HttpStatusCode.OK);
        await PutPartnerAsync(engine, isIdempotent, canAsk, holds);
        await engine.EnrolAsync(Member);
        await engine.SendAsync(HttpMethod.Put, $"/v1/members/{Member}/numbers/miles-and-more", new { number = Number }, HttpStatusCode.OK);
        return engine;
    }

    protected static Task PutPartnerAsync(EngineProcess engine, bool isIdempotent, bool canAsk, bool holds, string? pin = "[0-9]{5}") => engine.SendAsync(
        HttpMethod.Put,
        "/v1/partners/miles-and-more",
        new
        {
            scheme = "miles-and-more", connector = "http", idempotent = isIdempotent, canAsk, price = new { per1000 = 9.50, currency = "CHF" },
            earn = new
            {
                pointsPerUnit = 1, when = new { type = new[] { "flight", "ancillary" } }, besides = true,
                until = holds ? new { after = new[] { "shipped" }, days = 30 } : new { after = new[] { "purchase" }, days = 0 },
            },
            burn = new { pointsPerUnit = 330, currency = "EUR", pin, minutes = 30 },
            exchangeIn = new { pointsPerUnit = 400, currency = "CHF" },
        },
        HttpStatusCode.NoContent);

    /// <summary>Waits until there is an order in a state, and gives the newest.</summary>
    protected static async Task<JsonElement> OrderAsync(EngineProcess engine, string state)
    {
        IReadOnlyList<JsonElement> found = [];
        await Eventually.IsTrue(async () => (found = await ItemsAsync(engine, state)).Count > 0, $"there is an order that is {state}");
        return found[0];
    }

    protected static async Task<IReadOnlyList<JsonElement>> ItemsAsync(EngineProcess engine, string state) =>
        [.. (await engine.GetAsync($"/v1/partner-orders?state={state}&limit=1000")).GetProperty("items").EnumerateArray()];

    protected static Task<JsonElement> ReverseAsync(EngineProcess engine, string transaction, string reversal, decimal? amount) => engine.SendAsync(
        HttpMethod.Post, $"/v1/members/{Member}/purchases/{transaction}/reversals", new { reversalId = reversal, amount, reason = "returned" }, HttpStatusCode.Created);

    protected static async Task ClockAsync(EngineProcess engine, string now) => await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now }, HttpStatusCode.OK);

    protected static Task ClockAsync(EngineProcess engine, DateTimeOffset now) =>
        ClockAsync(engine, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
