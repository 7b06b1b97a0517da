namespace Loyalty.Api;

/// <summary>Refuses a query parameter that an address does not have, so that a misspelt one is never silently ignored.</summary>
public static class QueryNames
{
    /// <summary>Names the query parameters of an address, none by default. An address that says nothing takes any.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder endpoint, params string[] names) =>
        endpoint.WithMetadata(new Taken(names)).Produces<Problem>(StatusCodes.Status400BadRequest, Problem.ContentType);

    /// <summary>Holds every request to the names of its address. Not a filter of each endpoint, whose calls it would slow.</summary>
    public static IApplicationBuilder UseQueryNames(this IApplicationBuilder app) => app.Use(next => context =>
        context.Request.QueryString.HasValue && Fault(context) is { } problem ? ProblemResult.WriteAsync(context, problem) : next(context));

    /// <summary>The problem of a request with a parameter that its address does not have; null for all others.</summary>
    internal static Problem? Fault(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Taken>()?.Fault(context.Request.Query);

    /// <summary>The parameters that an address has.</summary>
    internal sealed class Taken(string[] names)
    {
        public IReadOnlyList<string> Names => names;

        public Problem? Fault(IQueryCollection query)
        {
            var faults = new FieldFaults();
            foreach (var name in query.Keys.Where(key => !names.Contains(key, StringComparer.Ordinal)))
                faults.Unknown(name);
            return faults.None ? null : faults.ToProblem();
        }
    }
}
