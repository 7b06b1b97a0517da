using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Loyalty.Client;

/// <summary>
/// Sends a call again while it is not known what became of it: each carries its own id or changes nothing, so that it takes effect once.
/// </summary>
internal static class Repeats
{
    /// <summary>Attempts after the first one.</summary>
    public const int Most = 3;

    /// <summary>Who is asked to wait for longer is told so instead.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(300), LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>How long a call may take with all its attempts.</summary>
    public static TimeSpan Longest(LoyaltyClientOptions options) => (options.AnswerWithin + LongestRetryAfter) * (Most + 1);

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, LoyaltyClientOptions options) =>
        pipeline
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = Most,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstWait,
                MaxDelay = LongestWait,
                ShouldHandle = attempt => ValueTask.FromResult(
                    HttpClientResiliencePredicates.IsTransient(attempt.Outcome) && !(Asked(attempt.Outcome) > LongestRetryAfter)),
                DelayGenerator = attempt => ValueTask.FromResult(Asked(attempt.Outcome)),
            })
            .AddTimeout(options.AnswerWithin);

    private static TimeSpan? Asked(Outcome<HttpResponseMessage> outcome) => Problems.Asked(outcome.Result?.Headers.RetryAfter);
}
