using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>The programme in force.</summary>
public static class ProgrammeApi
{
    public static void MapProgramme(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/programme", (Programme programme) => TypedResults.Ok(ProgrammeFile.Of(programme))).WithTags("Operations").WithQuery()
            .Allows(Scopes.Any).WithName("getProgramme").WithSummary("The programme in force, in the words of programme.json");
}
