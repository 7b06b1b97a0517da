using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>Counts calls of the hub as requests of their caller.</summary>
internal sealed class HubRates(CallerRateLimits rates) : IHubFilter
{
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next) =>
        invocationContext.Context.User is { } user && rates.Of(Caller.Of(user)) is { } wait ? throw TooManyRequests.Refused(wait) : next(invocationContext);
}
