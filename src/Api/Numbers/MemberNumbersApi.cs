using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>The numbers of a member. One stands in a body, never in an address that a log keeps.</summary>
public static class MemberNumbersApi
{
    // Both addresses under a number's name have one parameter: the scheme to give one in, the id of the one to take.
    private const Scopes Callers = Scopes.Member | Scopes.Crm | Scopes.Operator;

    public static void MapMemberNumbers(this IEndpointRouteBuilder v1)
    {
        var numbers = v1.MapGroup("/members/{id}/numbers").WithTags("Numbers");
        numbers.MapGet("", ListAsync).WithQuery()
            .Allows(Callers).WithName("listNumbers").WithSummary("The member's numbers by their last characters, in the order they were given").Refuses(404, 410, 422);
        numbers.MapPut("/{name}", PutAsync).WithQuery()
            .Allows(Callers).WithName("putNumber").WithSummary("Gives the member a number of a scheme; where that allows one, in place of the one before").Refuses(400, 404, 409, 410, 413, 415, 422, 429);
        numbers.MapDelete("/{name}", RemoveAsync).WithQuery()
            .Allows(Callers).WithName("removeNumber").WithSummary("Takes a number from the member; the same again is harmless").Refuses(404, 410, 422, 429);
        v1.MapPost("/members/lookups", FindAsync).WithTags("Numbers").WithQuery()
            .Allows(Scopes.Crm | Scopes.Operator).WithName("findMemberByNumber").WithSummary("Whose a whole number is").Refuses(400, 404, 413, 415, 422);
    }

    /// <summary>Adds what reads and keeps numbers. The host brings <see cref="INumberStore"/>.</summary>
    // By a factory: a host without numbers has no use for it, and is not refused for it.
    public static IServiceCollection AddNumbers(this IServiceCollection services) =>
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<MemberNumbers>(s));

    private static async Task<Results<Ok<Page<NumberView>>, ProblemResult>> ListAsync(string id, IGrainFactory grains, MemberNumbers numbers)
    {
        var member = await EnrolledAsync(id, grains);
        return member.Refusal is { } refusal
            ? (ProblemResult)refusal
            : TypedResults.Ok(new Page<NumberView>(NumberView.Of(await numbers.Store.ReadMemberAsync(member.Value)), null));
    }

    private static async Task<Results<Ok<NumberView>, ProblemResult>> PutAsync(
        string id, string name, JsonBody<NumberBody, NumberBody> body, IGrainFactory grains, MemberNumbers numbers, CallerRateLimits rates, AuditRecorder trail, HttpContext context)
    {
        var member = await EnrolledAsync(id, grains);
        if (member.Refusal is { } absent)
            return (ProblemResult)absent;
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var held = await numbers.Store.ReadMemberAsync(member.Value);
        var number = NumberText.Normalise(asked.Number);
        if (!held.Any(one => one.Scheme == name && one.Number == number))
        {
            if (rates.Recorded(Caller.Of(context.User)) is { } wait)
                return TooManyRequests.Result(context, wait);
            var given = await trail.ChangeAsync(
                context, TrailActions.NumberPut, member.Value, AuditRecorder.Detail(("scheme", Named(name))), () => numbers.AddAsync(member.Value, name, asked.Number));
            if (given.Refusal is { } refusal)
                return (ProblemResult)refusal;
            held = await numbers.Store.ReadMemberAsync(member.Value);
        }

        return NumberView.Of(held).Zip(held).FirstOrDefault(pair => pair.Second.Scheme == name && pair.Second.Number == number).First is { } view
            ? TypedResults.Ok(view)
            : (ProblemResult)MemberNumbers.Taken("number");
    }

    private static async Task<Results<NoContent, ProblemResult>> RemoveAsync(
        string id, string name, IGrainFactory grains, MemberNumbers numbers, CallerRateLimits rates, AuditRecorder trail, HttpContext context)
    {
        var member = await EnrolledAsync(id, grains);
        if (member.Refusal is { } absent)
            return (ProblemResult)absent;
        if ((await numbers.Store.ReadMemberAsync(member.Value)).FirstOrDefault(one => one.NumberId == name) is { } held)
        {
            if (rates.Recorded(Caller.Of(context.User)) is { } wait)
                return TooManyRequests.Result(context, wait);
            await trail.RecordAsync(context, TrailActions.NumberRemoved, member.Value, held.NumberId, AuditRecorder.Detail(("scheme", held.Scheme)));
            await numbers.Store.RemoveAsync(member.Value, held.NumberId);
        }

        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<FoundByNumberView>, ProblemResult>> FindAsync(
        JsonBody<SchemeNumberBody, SchemeNumber> body, IGrainFactory grains, MemberNumbers numbers)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var found = await numbers.FindAsync(asked.Scheme, asked.Number);
        if (found.Refusal is { } refusal)
            return (ProblemResult)refusal;
        if (found.Value is not { } held || (await grains.LoyaltyAccount(held.Member).GetStatus(new StatusQuery())).Value is not { } status)
            return (ProblemResult)MemberNumbers.Nobody;
        return TypedResults.Ok(new FoundByNumberView(status.MemberId, status.Name, status.Tier.Code, held.Scheme, held.NumberId));
    }

    private static async Task<Checked<MemberId>> EnrolledAsync(string id, IGrainFactory grains)
    {
        var member = MemberId.Parse(id);
        return member.Refusal is { } mistyped ? mistyped
            : (await grains.LoyaltyAccount(member.Value).GetStatus(new StatusQuery())).Refusal is { } absent ? absent
            : member;
    }

    // What an address has may be anything, a number too.
    private static string? Named(string scheme) => NumberScheme.IsId(scheme) ? scheme : null;
}
