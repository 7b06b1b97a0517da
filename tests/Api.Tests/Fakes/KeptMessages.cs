using System.Collections.Concurrent;
using Loyalty.Grains;

namespace Loyalty.Api.Tests;

/// <summary>Keeps messages in place of sending them.</summary>
internal sealed class KeptMessages : IMessageSender
{
    private readonly ConcurrentQueue<OutgoingMessage> _messages = [];

    public bool IsSetUp => true;

    public Task<bool> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        _messages.Enqueue(message);
        return Task.FromResult(true);
    }

    /// <summary>The codes that were sent for a hold, in order.</summary>
    public IReadOnlyList<string> CodesOf(string hold) =>
    [
        .. _messages.Where(message => message.MessageId.StartsWith($"code-{hold}-", StringComparison.Ordinal))
            .Select(message => message.Text[(message.Text.IndexOf(": ", StringComparison.Ordinal) + 2)..][..6]),
    ];
}
