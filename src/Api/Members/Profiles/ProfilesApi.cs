namespace Loyalty.Api;

/// <summary>Changes of many profiles in one call, for systems that keep customers of their own.</summary>
public static class ProfilesApi
{
    public static void MapProfiles(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/profiles", (HttpContext context, ProfileStream stream) => LineStreamEndpoint.AnswerAsync(context, () => stream.Open(context)))
            .WithTags("Members").WithQuery()
            .Allows(Scopes.Crm | Scopes.Operator).WithName("streamProfiles")
            .WithSummary("Changes profiles of many members, one change a line, each once; one result line a line, in order, as they are ready")
            .IsLineStream<ProfileLineBody, ProfileLineReceipt>();
}
