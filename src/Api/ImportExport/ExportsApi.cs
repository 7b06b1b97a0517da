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
        Map(exports.MapGet("/rehearsals/{id}", RehearsalsApi.Export).WithQuery(),
            Scopes.Finance | Scopes.Operator, "exportRehearsal", "Every account that a rehearsal found to differ").Refuses(404);
        Map(exports.MapGet("/members", Members).WithQuery(),
            Scopes.Crm | Scopes.Operator, "exportMembers", "Members in the order they enrolled, with their status today").Refuses();
        Map(exports.MapGet("/tier-changes", TierChanges).WithQuery(),
            Scopes.Crm | Scopes.Finance | Scopes.Operator, "exportTierChanges", "Tier changes in the order they were recorded").Refuses();
    }

    private static async Task<Results<CsvAnswer, ProblemResult>> Postings(
        string? columns, HttpContext context, IJournal journal, Programme programme, AuditRecorder trail)
    {
        IExport? export = columns switch
        {
            null => new PostingsExport(programme),
            "import" => new ImportableExport(journal),
            _ => null,
        };
        return export is null
            ? (ProblemResult)new Refusal("columns-not-valid", "Must be import, or left out for all columns.", "columns")
            : await RecordedAsync(export, context, journal, trail);
    }

    private static Task<CsvAnswer> Members(HttpContext context, IJournal journal, IGrainFactory grains, MemberNumbers numbers, AuditRecorder trail) =>
        RecordedAsync(new MembersExport(grains, numbers.Store), context, journal, trail);

    private static Task<CsvAnswer> TierChanges(HttpContext context, IJournal journal, ProgrammeBook programmes, AuditRecorder trail) =>
        RecordedAsync(new TierChangesExport(programmes.Current), context, journal, trail);

    // Nothing is changed, but much leaves the house at once.
    private static async Task<CsvAnswer> RecordedAsync(IExport export, HttpContext context, IJournal journal, AuditRecorder trail)
    {
        await trail.RecordAsync(context, TrailActions.DataExported, subject: export.Name);
        return new CsvAnswer(export, journal);
    }

    private static RouteHandlerBuilder Map(RouteHandlerBuilder endpoint, Scopes scopes, string name, string summary) =>
        endpoint.Produces<string>(StatusCodes.Status200OK, "text/csv").Allows(scopes).WithName(name).WithSummary(summary);
}
