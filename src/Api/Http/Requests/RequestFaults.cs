using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>
/// Finds whatever else is wrong with a request that is refused for one fault: address, query, headers and body are each looked at by whoever
/// reads them, and a caller is to be told of all at once. Only what is refused pays for it.
/// </summary>
internal static class RequestFaults
{
    /// <summary>Where a fault stands that is the whole body's.</summary>
    private const string Body = "body";

    /// <summary>Whether a problem is of a kind beside which there may be others.</summary>
    public static bool MayBeMore(HttpContext context, Problem problem) =>
        problem is { Status: StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity, Errors: not null } && context.GetEndpoint() is RouteEndpoint;

    /// <summary>The problem with all faults: <c>unknown-field</c> where one of them is, else the first.</summary>
    public static async Task<Problem> AllAsync(HttpContext context, Problem first)
    {
        var endpoint = (RouteEndpoint)context.GetEndpoint()!;
        List<Problem> all = [first];
        if (QueryNames.Fault(context) is { } names)
            all.Add(names);
        all.AddRange(OfQuery(context.Request.Query, endpoint).Concat(OfPath(context, endpoint)).Concat(OfChecks(context, endpoint)).Select(Problem.Of));
        if (endpoint.Metadata.GetMetadata<JsonBodyMetadata>() is { } body && await body.FaultAsync(context) is { } fault)
            all.Add(fault);
        return Merged(all);
    }

    private static Problem Merged(List<Problem> all)
    {
        var errors = all.SelectMany(problem => problem.Errors is { } fields
            ? fields.SelectMany(field => field.Value.Select(message => (Field: field.Key, Message: message)))
            : [(Body, problem.Detail)]);
        var told = all.FirstOrDefault(problem => problem.Code == "unknown-field") ?? all[0];
        return told with
        {
            Errors = errors.Distinct().GroupBy(error => error.Field, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(error => error.Message)], StringComparer.Ordinal),
        };
    }

    private static IEnumerable<Refusal> OfQuery(IQueryCollection query, RouteEndpoint endpoint)
    {
        foreach (var name in endpoint.Metadata.GetMetadata<QueryNames.Taken>()?.Names ?? [])
        {
            if (query.TryGetValue(name, out var value) && PageQuery.Fault(name, value.ToString()) is { } refusal)
                yield return refusal;
        }
    }

    private static IEnumerable<Refusal> OfPath(HttpContext context, RouteEndpoint endpoint) =>
        endpoint.RoutePattern.Parameters.Select(parameter => (parameter.Name, Value: context.Request.RouteValues[parameter.Name] as string) switch
        {
            ("id", { } id) when endpoint.RoutePattern.RawText?.Contains("/members/", StringComparison.Ordinal) == true => MemberId.Parse(id).Refusal,
            ("transactionId", { } id) => TransactionId.Parse(id).Refusal,
            ("flight", { } flight) => FlightDesignator.Parse(flight).Refusal,
            ("date", { } date) when !Instants.TryReadDate(date, out _) => new Refusal("date-not-valid", Instants.DateRule, "date"),
            _ => null,
        }).OfType<Refusal>();

    private static IEnumerable<Refusal> OfChecks(HttpContext context, RouteEndpoint endpoint) =>
        endpoint.Metadata.OfType<RequestCheck>().Select(check => check.Fault(context)).OfType<Refusal>();
}

/// <summary>What an address holds a request to besides its path, query and body, such as a header; for <see cref="RequestFaults"/>.</summary>
/// <param name="Fault">The fault, or null.</param>
public sealed record RequestCheck(Func<HttpContext, Refusal?> Fault);
