namespace Loyalty.Api;

/// <summary>Refuses a query parameter that an address does not have, so that a misspelt one is never silently ignored.</summary>
public static class QueryNames
{
    /// <summary>Names the query parameters of an address, none by default.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder endpoint, params string[] names) =>
        endpoint
        .AddEndpointFilter((call, next) => Check(call.HttpContext.Request.Query, names) is { } problem
            ? ValueTask.FromResult<object?>((ProblemAnswer)problem)
            : next(call))
        .Produces<Problem>(StatusCodes.Status400BadRequest, Problem.ContentType);

    private static Problem? Check(IQueryCollection query, string[] names)
    {
        if (query.Count == 0)
            return null;
        var faults = new FieldFaults();
        foreach (var name in query.Keys.Where(key => !names.Contains(key, StringComparer.Ordinal)))
            faults.Unknown(name);
        return faults.None ? null : faults.ToProblem();
    }
}
