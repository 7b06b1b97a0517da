using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Sends events to receivers.</summary>
public interface IWebhookSender
{
    /// <summary>Sends one event once. Never throws for what the receiver does, or does not.</summary>
    /// <exception cref="OperationCanceledException">It was broken off; the receiver may have it.</exception>
    Task<WebhookAnswer> SendAsync(WebhookSubscription subscription, WebhookEvent sent, CancellationToken cancellation);

    /// <summary>Sends a test event once.</summary>
    Task<WebhookAnswer> TestAsync(WebhookSubscription subscription, CancellationToken cancellation);
}

/// <summary>Tells events in the words of the wire.</summary>
public interface IWebhookEvents
{
    /// <summary>An event of a stream as subscriptions look at it.</summary>
    Task<WebhookEvent> TellAsync(FollowedEvent followed);
}

/// <summary>What came back of one attempt.</summary>
/// <param name="Status">The HTTP status; null where there was no answer.</param>
/// <param name="Error">Why there was none, in a word: never what a receiver has written.</param>
/// <param name="RetryAfter">When the receiver wants the next attempt, from now.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record WebhookAnswer(int? Status, string? Error, TimeSpan? RetryAfter, TimeSpan Elapsed)
{
    /// <summary>The receiver has it.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The event cannot be sent to anybody.</summary>
    public bool IsPoison { get; init; }
}

/// <summary>An event as subscriptions look at it.</summary>
/// <param name="Member">The member it is of; null where it is of none.</param>
/// <param name="Version">The member's, for the ledger.</param>
/// <param name="Kind">In the word of the wire.</param>
/// <param name="Tier">Code of the member's effective tier after it; null where none can be told.</param>
/// <param name="Data">Writes it in JSON, as the list of events tells it: most that is looked at is not sent.</param>
public sealed record WebhookEvent(
    EventStream Stream, long Sequence, MemberId? Member, long? Version, string Kind, DateTimeOffset At, string? Tier, Func<ReadOnlyMemory<byte>> Data)
{
    /// <summary>The one id of the event, however often it is sent.</summary>
    public string Id => EventStreams.IdOf(Stream, Sequence);
}
