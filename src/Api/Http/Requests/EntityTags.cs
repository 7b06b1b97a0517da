using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Api;

/// <summary>Entity tags of answers, and what <c>If-Match</c> says of them (RFC 9110, 13.1.1). All tags are strong.</summary>
public static class EntityTags
{
    /// <summary>Tags one request may name.</summary>
    public const int MaxTags = 20;

    private const string Rule = "Must be * or entity tags in quotation marks, as \"7-0-20261121\".";

    /// <summary>What is wrong with <c>If-Match</c>, at an address that takes it.</summary>
    public static RequestCheck Check { get; } = new(context => Expected(context.Request).Refusal);

    /// <summary>Tells the tag of what is answered.</summary>
    public static void Tell(this HttpContext context, string tag) => context.Response.Headers.ETag = $"\"{tag}\"";

    /// <summary>Tells the tag of the member whose card is answered, if one is.</summary>
    public static void Tell(this HttpContext context, StatusView? status)
    {
        if (status is not null)
            context.Tell(MemberTag.Of(status));
    }

    /// <summary>The tags, without their quotation marks, of which one must be the state's for the request to be done; null: whatever its state.</summary>
    /// <returns>Refused with <c>if-match-not-valid</c>.</returns>
    public static Checked<string[]?> Expected(HttpRequest request)
    {
        var given = request.Headers.IfMatch;
        if (given.Count == 0)
            return (string[]?)null;
        if (!EntityTagHeaderValue.TryParseStrictList(given!, out var tags) || tags.Count is 0 or > MaxTags)
            return new Refusal("if-match-not-valid", Rule, HeaderNames.IfMatch);
        if (tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)))
            return (string[]?)null;
        // A weak tag is equal to none here.
        return tags.Where(tag => !tag.IsWeak).Select(tag => tag.Tag.ToString()[1..^1]).ToArray();
    }

    /// <summary>Whether a member's state is one that is expected.</summary>
    public static bool Allows(this string[]? expected, StatusView status) => expected is null || expected.Contains(MemberTag.Of(status));
}
