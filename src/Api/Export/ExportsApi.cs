using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>What the ledger holds as CSV files.</summary>
public static class ExportsApi
{
    public static void MapExports(this IEndpointRouteBuilder v1)
    {
        var exports = v1.MapGroup("/exports").WithTags("Operations");
        Map(exports.MapGet("/postings", Postings).WithQuery("columns"), Scopes.Finance | Scopes.Operator, "exportPostings", "Purchases and reversals in the order they were recorded")
            .Refuses(422);
        Map(exports.MapGet("/members", (IJournal journal, IGrains grains) => new CsvAnswer(new MembersExport(grains), journal)).WithQuery(),
            Scopes.Crm | Scopes.Operator, "exportMembers", "Members in the order they enrolled, with their status today").Refuses();
        Map(exports.MapGet("/tier-changes", (IJournal journal, Programme programme) => new CsvAnswer(new TierChangesExport(programme), journal)).WithQuery(),
            Scopes.Crm | Scopes.Finance | Scopes.Operator, "exportTierChanges", "Tier changes in the order they were recorded").Refuses();
    }

    private static Results<CsvAnswer, ProblemAnswer> Postings(string? columns, IJournal journal, Programme programme) => columns switch
    {
        null => new CsvAnswer(new PostingsExport(programme), journal),
        "import" => new CsvAnswer(new ImportableExport(), journal),
        _ => (ProblemAnswer)new Refusal("columns-not-valid", "Must be import, or left out for all columns.", "columns"),
    };

    private static RouteHandlerBuilder Map(RouteHandlerBuilder endpoint, Scopes scopes, string name, string summary) =>
        endpoint.Produces<string>(StatusCodes.Status200OK, "text/csv").Allows(scopes).WithName(name).WithSummary(summary);
}
