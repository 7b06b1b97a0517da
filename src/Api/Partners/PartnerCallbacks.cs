using System.Globalization;
using System.Text;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Takes what partners say of themselves: the connector's answer with the order's id, signed by Standard Webhooks.</summary>
internal static class PartnerCallbacks
{
    /// <summary>A callback may be so old, or so far ahead.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static async Task<Results<NoContent, ProblemResult>> TakeAsync(
        string partner, HttpContext context, PartnerSettings settings, PointPayments payments, ProgrammeClock clock, TimeProvider time)
    {
        if (await ReadAsync(context) is not { } body)
            return new ProblemResult(Problem.Of(StatusCodes.Status413PayloadTooLarge, "body-too-large", $"The body has more than {HttpPartnerConnector.MaxAnswer} bytes."));
        if (settings.Find(partner)?.Key is not { } key || !IsSigned(context.Request.Headers, key, body, [clock.Now, time.GetUtcNow()]))
            return new ProblemResult(AccessProblems.NotAuthenticated);
        if (PartnerAnswerText.Parse(body) is not { OrderId: { } orderId } told)
            return (ProblemResult)new Domain.Refusal("state-not-valid", "Must name orderId and state: accepted, refused, captured, voided or unknown.", "state");
        return await payments.CalledAsync(partner, orderId, told.Answer)
            ? TypedResults.NoContent()
            : (ProblemResult)new Domain.Refusal("unknown-order", $"There is no order '{orderId}'.", "orderId");
    }

    // By the programme's clock or the machine's: a partner does not know that a clock of tests stands.
    private static bool IsSigned(IHeaderDictionary headers, string key, ReadOnlyMemory<byte> body, IReadOnlyList<DateTimeOffset> now)
    {
        if (headers["webhook-id"] is not [{ Length: > 0 } id] || headers["webhook-timestamp"] is not [{ } text] || headers["webhook-signature"] is not [{ } signatures]
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return false;
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return now.Any(instant => (instant - at).Duration() <= Tolerance)
            && WebhookSignature.IsOf(key, id, at, Encoding.UTF8.GetString(body.Span), signatures);
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        var bytes = new byte[HttpPartnerConnector.MaxAnswer + 1];
        var read = await context.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, context.RequestAborted);
        return read == bytes.Length ? null : bytes.AsMemory(0, read);
    }
}

/// <summary>What a partner says of an order.</summary>
public sealed record CallbackBody
{
    public required string OrderId { get; init; }

    public required string State { get; init; }

    public string? PartnerReference { get; init; }

    public string? Reason { get; init; }
}
