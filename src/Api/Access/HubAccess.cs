using Loyalty.Grains;
using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>Holds every call of the hub to its method's rule, and cuts a connection off when its key or token ends.</summary>
internal sealed class HubAccess(OpenAccess open, [FromKeyedServices(ProgrammeClock.TimeKey)] TimeProvider time) : IHubFilter
{
    private static readonly object HoldKey = new();

    private readonly ConcurrentDictionary<MethodInfo, MethodRule> _rules = new();

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (context.Context.User is { } user)
            context.Context.Items[HoldKey] = open.Hold(user, context.Context.Abort);
        await next(context);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        (context.Context.Items[HoldKey] as IDisposable)?.Dispose();
        await next(context, exception);
    }

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var user = invocationContext.Context.User ?? AccessIdentity.Nobody;
        if (user.Identity is AccessIdentity { Term: { } term } && term.HasEnded(time.GetUtcNow()))
            throw Refused(AccessProblems.NotAuthenticated);
        var rule = _rules.GetOrAdd(invocationContext.HubMethod, MethodRule.Of);
        return rule.Permits(Grants.Of(user), invocationContext.HubMethodArguments) ? next(invocationContext) : throw Refused(AccessProblems.NotAllowed);
    }

    private static HubException Refused(Problem problem) => new($"{problem.Code}: {problem.Detail}");

    private sealed record MethodRule(Scopes Scopes, int Member, int Airport)
    {
        public static MethodRule Of(MethodInfo method)
        {
            var names = method.GetParameters().Select(parameter => parameter.Name).ToList();
            return new MethodRule(
                (method.GetCustomAttribute<AllowsAttribute>() ?? AllowsAttribute.Nobody).Scopes, names.IndexOf("memberId"), names.IndexOf("airport"));
        }

        public bool Permits(Grants grants, IReadOnlyList<object?> arguments) =>
            grants.May(Scopes, Member < 0 ? null : Text(arguments[Member]), Airport < 0 ? null : Text(arguments[Airport]));

        // Null would mean that the call names nobody, and is refused by the method, not let through here.
        private static string Text(object? argument) => argument as string ?? "";
    }
}
