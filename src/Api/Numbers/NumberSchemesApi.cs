using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>The kinds of numbers that members may have.</summary>
public static class NumberSchemesApi
{
    public static void MapNumberSchemes(this IEndpointRouteBuilder v1)
    {
        var schemes = v1.MapGroup("/number-schemes").WithTags("Numbers");
        schemes.MapGet("", ListAsync).WithQuery()
            .Allows(Scopes.Pos | Scopes.Lounge | Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("listNumberSchemes").WithSummary("All schemes of numbers, by name").Refuses();
        schemes.MapPut("/{scheme}", PutAsync).WithQuery()
            .Allows(Scopes.Admin).WithName("putNumberScheme").WithSummary("Makes a scheme or changes it; what its examples say must come true").Refuses(400, 409, 413, 415, 422);
    }

    private static async Task<Ok<Page<NumberSchemeView>>> ListAsync(MemberNumbers numbers) =>
        TypedResults.Ok(new Page<NumberSchemeView>([.. (await numbers.Store.LoadSchemesAsync()).Select(NumberSchemeView.Of)], null));

    private static async Task<Results<Ok<NumberSchemeView>, ProblemResult>> PutAsync(
        string scheme, JsonBody<NumberSchemeBody, NumberSchemeBody> body, MemberNumbers numbers, AuditRecorder trail, HttpContext context)
    {
        if (!NumberScheme.IsId(scheme))
            return (ProblemResult)new Refusal("scheme-not-valid", NumberFields.SchemeRule, "scheme");
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var wanted = asked.For(scheme);
        var held = await numbers.Store.FindSchemeAsync(scheme);
        if (held is null || NumberSchemeView.Of(held).IsOther(NumberSchemeView.Of(wanted)))
        {
            if (held is null && (await numbers.Store.LoadSchemesAsync()).Count >= INumberStore.MaxSchemes)
                return (ProblemResult)TooMany;
            await trail.RecordAsync(context, TrailActions.NumberSchemePut, subject: scheme, detail: AuditRecorder.Detail(
                ("kind", wanted.Kind), ("pattern", wanted.Pattern), ("check", wanted.Check), ("perMember", wanted.PerMember), ("airlines", wanted.Airlines)));
            if (!await numbers.Store.SaveSchemeAsync(wanted))
                return (ProblemResult)TooMany;
        }

        return TypedResults.Ok(NumberSchemeView.Of(wanted));
    }

    private static Refusal TooMany => new("too-many-schemes", $"There are {INumberStore.MaxSchemes} schemes already.", "scheme");

    private static bool IsOther(this NumberSchemeView one, NumberSchemeView other) =>
        System.Text.Json.JsonSerializer.Serialize(one, ApiJson.Options) != System.Text.Json.JsonSerializer.Serialize(other, ApiJson.Options);
}
