namespace Loyalty.Api;

/// <summary>The scopes of a record, which have the request's path among other things, each made safe.</summary>
internal sealed class SafeScopes(IExternalScopeProvider scopes, Func<string, string> safe) : IExternalScopeProvider
{
    /// <summary>The scopes made safe, or null where there are none.</summary>
    /// <param name="safe">Makes a text safe.</param>
    public static SafeScopes? Of(IExternalScopeProvider? scopes, Func<string, string> safe) => scopes is null ? null : new SafeScopes(scopes, safe);

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state) => scopes.ForEachScope(
        static (scope, with) => with.callback(new SafeRecord(with.safe(scope?.ToString() ?? ""), scope), with.state), (callback, safe, state));

    public IDisposable Push(object? state) => scopes.Push(state);
}
