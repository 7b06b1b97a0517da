using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>Gives clients of the hub the same codes for failures as the HTTP API gives.</summary>
public sealed class HubFaults(ILogger<HubFaults> log) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception fault) when (fault is not (HubException or OperationCanceledException))
        {
            if (ExceptionProblems.IsOurs(fault))
                log.LogError(fault, "Hub method {Method} failed.", invocationContext.HubMethodName);
            var problem = ExceptionProblems.Of(fault);
            throw new HubException($"{problem.Code}: {problem.Detail}", fault);
        }
    }
}
