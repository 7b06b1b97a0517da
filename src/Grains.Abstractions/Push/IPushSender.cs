namespace Loyalty.Grains;

/// <summary>Hands messages to push services.</summary>
public interface IPushSender
{
    /// <summary>Whether anything can be sent at all.</summary>
    bool IsSetUp { get; }

    /// <summary>Sends one message once. Never throws for what the push service does, or does not.</summary>
    /// <exception cref="OperationCanceledException">It was broken off; the push service may have it.</exception>
    Task<PushAnswer> SendAsync(PushSubscription to, PushMessage message, CancellationToken cancellation);
}

/// <summary>What came back of one attempt.</summary>
/// <param name="Status">The HTTP status; null where there was no answer.</param>
/// <param name="Error">Why there was none, in a word: never what a push service has written.</param>
/// <param name="RetryAfter">When the push service wants the next attempt, from now.</param>
public sealed record PushAnswer(int? Status, string? Error = null, TimeSpan? RetryAfter = null)
{
    /// <summary>The push service has it.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The browser is subscribed no more.</summary>
    public bool IsGone => Status is 404 or 410;

    /// <summary>It may succeed later.</summary>
    public bool IsPassing => Status is null or 408 or 425 or 429 or >= 500;
}
