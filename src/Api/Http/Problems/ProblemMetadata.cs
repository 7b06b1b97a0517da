namespace Loyalty.Api;

/// <summary>Tells the API document which problems an address answers with.</summary>
public static class ProblemMetadata
{
    /// <summary>Names the statuses of the refusals that are an address's own; 500 and 503 come everywhere.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses.Append(StatusCodes.Status503ServiceUnavailable))
            endpoint.Produces<Problem>(status, Problem.ContentType);
        return endpoint;
    }
}
