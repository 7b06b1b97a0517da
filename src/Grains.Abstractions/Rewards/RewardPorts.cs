namespace Loyalty.Grains;

/// <summary>Has the key by which codes are hashed: made at the first start that needs one, and kept wrapped.</summary>
public interface IRewardKeys
{
    /// <exception cref="JournalUnavailableException">It cannot be read now.</exception>
    ValueTask<byte[]> GetAsync();
}

/// <summary>Sends messages to people. What is in them is in no log, trail or answer.</summary>
public interface IMessageSender
{
    /// <summary>Whether there is anything to send them by.</summary>
    bool IsSetUp { get; }

    /// <summary>Sends one; a failure is told to nobody but the log, without what was in it.</summary>
    Task<bool> SendAsync(OutgoingMessage message, CancellationToken cancellation);
}

/// <summary>A message to a person.</summary>
/// <param name="Channel"><see cref="Sms"/>.</param>
/// <param name="Locale">The member's, or null.</param>
public sealed record OutgoingMessage(string MessageId, string Channel, string To, string? Locale, string Text)
{
    public const string Sms = "sms";
}
