using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Keys of systems: made, listed, revoked.</summary>
public static class KeysApi
{
    public static void MapKeys(this IEndpointRouteBuilder v1)
    {
        var keys = v1.MapGroup("/keys").WithTags("Access").Allows(Scopes.Admin);
        keys.MapPost("", CreateAsync).WithQuery()
            .WithName("createKey").WithSummary("Makes a key for a system; its text is in this answer and never again").Refuses(400, 413, 415, 422);
        keys.MapGet("", ListAsync).WithQuery("limit", "cursor")
            .WithName("listKeys").WithSummary("Keys in the order they were made, revoked ones too, without their text").Refuses(422);
        keys.MapDelete("/{id}", RevokeAsync).WithQuery()
            .WithName("revokeKey").WithSummary("Revokes a key at once and cuts off what is open under it; the same again is harmless").Refuses(404);
    }

    private static async Task<Results<Created<NewKeyView>, ProblemResult>> CreateAsync(
        JsonBody<KeyBody, KeyBody> body, KeyRing keys, [FromKeyedServices(ProgrammeClock.TimeKey)] TimeProvider time, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var wish = KeyRequest.Of(asked.Name, asked.Scopes, asked.ExpiresAt, time.GetUtcNow());
        if (wish.Refusal is { } refusal)
            return (ProblemResult)refusal;
        var made = await keys.CreateAsync(wish.Value);
        if (made.Refusal is { } tooMany)
            return (ProblemResult)tooMany;
        await trail.RecordAsync(context, TrailActions.KeyCreated, subject: made.Value.Key.Stored.Id, detail: KeyTrail.Detail(wish.Value));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created((string?)null, NewKeyView.Of(made.Value.Key, made.Value.Text));
    }

    private static async Task<Results<Ok<Page<KeyView>>, ProblemResult>> ListAsync(string? limit, string? cursor, KeyRing keys)
    {
        var page = PageQuery.Read(limit, cursor);
        if (page.Refusal is { } refusal)
            return (ProblemResult)refusal;
        await keys.LoadAsync();
        var all = keys.All.ToList();
        var last = page.Value.Cursor is { } given ? all.FindIndex(key => key.Stored.Id == given) : -1;
        if (last < 0 && page.Value.Cursor is not null)
            return (ProblemResult)Refusals.CursorNotValid;
        var rest = all[(last + 1)..];
        var items = rest.Take(page.Value.Limit).Select(KeyView.Of).ToList();
        return TypedResults.Ok(new Page<KeyView>(items, rest.Count > items.Count ? items[^1].Id : null));
    }

    private static async Task<Results<NoContent, ProblemResult>> RevokeAsync(string id, KeyRing keys, AuditRecorder trail, HttpContext context)
    {
        await keys.RefreshAsync();
        if (keys.All.FirstOrDefault(key => key.Stored.Id == id) is not { } key)
            return (ProblemResult)new Refusal("unknown-key", "There is no key with this id.", "id");
        if (key.RevokedAt is not null)
            return TypedResults.NoContent();
        await trail.RecordAsync(context, TrailActions.KeyRevoked, subject: id);
        await keys.RevokeAsync(id);
        return TypedResults.NoContent();
    }
}
