using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using static Loyalty.Client.Tests.Samples;

namespace Loyalty.Client.Tests;

/// <summary>What is sent again to a real engine, with a way to it that loses and refuses.</summary>
public sealed class RepeatsTests
{
    [Fact]
    public async Task A_command_whose_answer_was_lost_takes_effect_once()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var way = new Way(engine.Address);
        var card = await way.LosingAsync(2, () => way.Loyalty.EnrolAsync(Ada with { MemberId = null }));
        var enrolments = way.Sent.Select(sent => sent.Key).ToList();
        Assert.Equal(3, enrolments.Count);
        Assert.Single(enrolments.Distinct());
        Assert.NotNull(enrolments[0]);

        way.Sent.Clear();
        var bought = await way.LosingAsync(3, () => way.Loyalty.BuyAsync(card.MemberId, Flight("t-1", 12.50m)));
        Assert.Equal((4, 2L, 12.50m), (way.Sent.Count, bought.Version, (await way.Loyalty.GetStatusAsync(card.MemberId)).Spend.CurrentPeriod));
    }

    [Fact]
    public async Task An_engine_that_asks_to_wait_is_waited_for()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var way = new Way(engine.Address) { Refusals = 1, RetryAfter = "1" };
        await way.Loyalty.EnrolAsync(Ada);
        Assert.Equal(2, way.Sent.Count);
        Assert.True(way.Sent[1].At - way.Sent[0].At >= TimeSpan.FromSeconds(0.95), "The second attempt came too early.");
    }

    [Fact]
    public async Task An_engine_that_asks_to_wait_for_long_is_told_of_instead()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var way = new Way(engine.Address) { Refusals = 1, RetryAfter = "3600" };
        var problem = await Assert.ThrowsAsync<LoyaltyProblemException>(() => way.Loyalty.EnrolAsync(Ada));
        Assert.Equal(("too-many-requests", 503, TimeSpan.FromHours(1)), (problem.Code, problem.Status, problem.RetryAfter));
        Assert.Single(way.Sent);
    }

    [Fact]
    public async Task What_is_refused_is_not_sent_again_and_what_cannot_be_reached_is_given_up()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var way = new Way(engine.Address);
        await way.Loyalty.EnrolAsync(Ada);
        way.Sent.Clear();
        await Assert.ThrowsAsync<LoyaltyProblemException>(() => way.Loyalty.BuyAsync(AdaId, Flight("t-1", -1)));
        Assert.Single(way.Sent);

        way.Sent.Clear();
        await engine.KillAsync();
        Assert.Equal(("unreachable", 0), Of(await Assert.ThrowsAsync<LoyaltyProblemException>(() => way.Loyalty.BuyAsync(AdaId, Flight("t-1", 1)))));
        Assert.Equal(Repeats.Most + 1, way.Sent.Count);
    }

    [Fact]
    public async Task An_amount_arrives_digit_by_digit()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var way = new Way(engine.Address);
        await way.Loyalty.EnrolAsync(Ada);
        await way.Loyalty.BuyAsync(AdaId, Flight("t-1", 12.50m));
        Assert.Contains("\"amount\":12.50,", way.Sent[^1].Body, StringComparison.Ordinal);
    }

    private static (string, int) Of(LoyaltyProblemException problem) => (problem.Code, problem.Status);

    /// <summary>The way to the engine: it may lose answers of what has been done, and refuse for the engine.</summary>
    private sealed class Way : HttpClientHandler, IAsyncDisposable
    {
        private readonly ServiceProvider _services;
        private int _losses;

        public Way(Uri engine)
        {
            var services = new ServiceCollection();
            services.AddLoyaltyClient(options => options.Address = engine).ConfigurePrimaryHttpMessageHandler(() => this);
            _services = services.BuildServiceProvider();
        }

        public LoyaltyClient Loyalty => _services.GetRequiredService<LoyaltyClient>();

        public int Refusals { get; set; }

        public string RetryAfter { get; init; } = "1";

        public List<(string? Key, string Body, DateTimeOffset At)> Sent { get; } = [];

        public Task<T> LosingAsync<T>(int answers, Func<Task<T>> call)
        {
            _losses = answers;
            return call();
        }

        public ValueTask DisposeAsync() => _services.DisposeAsync();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null;
            Sent.Add((key, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken), DateTimeOffset.UtcNow));
            if (Refusals-- > 0)
            {
                var body = JsonSerializer.Serialize(new { code = "too-many-requests", title = "Busy", status = 503, detail = "Busy." });
                var busy = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent(body, new MediaTypeHeaderValue("application/problem+json")) };
                busy.Headers.Add("Retry-After", RetryAfter);
                return busy;
            }

            var answer = await base.SendAsync(request, cancellationToken);
            if (_losses-- <= 0)
                return answer;
            answer.Dispose();
            throw new HttpRequestException("The answer was lost.");
        }
    }
}
