using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Taking over the persons of an existing programme.</summary>
public static class MembersImportApi
{
    public static void MapMembersImport(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/imports/members", ImportAsync).WithTags("Members").WithQuery()
            .Allows(Scopes.Admin).WithName("importMembers")
            .WithSummary($"Imports members as CSV: {string.Join(',', MemberImportLine.Columns)} in any order (all but the first are optional)")
            .Accepts<string>(ImportsApi.ContentType)
            .Produces<ImportSummary>(StatusCodes.Status200OK, "application/json", ImportProgressAnswer.ContentType)
            .Refuses(413, 415, 422);

    private static Task<Results<EmptyHttpResult, Ok<ImportSummary>, ProblemResult>> ImportAsync(HttpContext context, MembersImport import) => ImportsApi.AnswerAsync(
        context,
        import.OpenAsync,
        (file, stop) => import.RunAsync(file, context.RequestServices, ChangeSource.Of(context.User), stop),
        (TrailActions.MembersImported, TrailActions.MembersImportEnded));
}
