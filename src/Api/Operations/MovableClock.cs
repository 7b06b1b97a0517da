using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>The clock that <c>PUT /v1/clock</c> moves, where there is one.</summary>
internal static class MovableClock
{
    /// <summary>One that stands, for tests; in the demo one that runs as well; null where the system's clock is the programme's.</summary>
    public static TimeProvider? Of(LoyaltySettings settings) =>
        settings.TestClock is { } start ? new TestClock(start)
        : settings.Demo ? new TestClock(TimeProvider.System.GetUtcNow(), TimeProvider.System)
        : null;
}
