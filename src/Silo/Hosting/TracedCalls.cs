using System.Diagnostics;
using Orleans.Runtime;

namespace Loyalty.Silo;

/// <summary>
/// Spans of grain calls, made where a request is traced and nowhere else. Orleans' filters make a span of every call that has no parent,
/// and the sampler can only say that it is not recorded: at one request in a hundred, the other ninety-nine paid for it.
/// </summary>
internal static class TracedCalls
{
    /// <summary>What Orleans calls a trace that comes with a call, in the context of the request.</summary>
    private const string TraceParent = "traceparent";

    public static void Add(ISiloBuilder silo)
    {
        silo.AddActivityPropagation();
        Wrap<IIncomingGrainCallFilter>(silo.Services, inner => new Incoming(inner));
        Wrap<IOutgoingGrainCallFilter>(silo.Services, inner => new Outgoing(inner));
    }

    // Orleans keeps its filters to itself, but for how they are registered.
    private static void Wrap<TFilter>(IServiceCollection services, Func<TFilter, TFilter> wrap)
        where TFilter : class
    {
        var registered = services.Last(service => service.ServiceType == typeof(TFilter));
        var type = registered.ImplementationType ?? throw new InvalidOperationException($"Orleans registers its {typeof(TFilter).Name} otherwise than it did.");
        services.Remove(registered);
        services.AddSingleton(provider => wrap((TFilter)ActivatorUtilities.CreateInstance(provider, type)));
    }

    private sealed class Incoming(IIncomingGrainCallFilter traced) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) =>
            Activity.Current is null && RequestContext.Get(TraceParent) is null ? context.Invoke() : traced.Invoke(context);
    }

    private sealed class Outgoing(IOutgoingGrainCallFilter traced) : IOutgoingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context) => Activity.Current is null ? context.Invoke() : traced.Invoke(context);
    }
}
