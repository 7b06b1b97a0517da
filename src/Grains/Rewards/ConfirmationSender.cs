using System.Globalization;
using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>
/// Sends codes to phones, behind the answer to whoever asked for them: a code that is lost on the way is asked for again. Bounded: what is
/// too much is dropped and told in the log, without what was in it.
/// </summary>
public sealed class ConfirmationSender(IMessageSender messages, ILogger<ConfirmationSender> log) : IDisposable
{
    /// <summary>Messages under way at once, and those that may wait for it.</summary>
    public const int MaxAtOnce = 32, MaxWaiting = 1000;

    /// <summary>How long one may take.</summary>
    private static readonly TimeSpan SentWithin = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _slots = new(MaxAtOnce);
    private int _waiting;

    /// <summary>Whether codes can be sent at all.</summary>
    public bool IsSetUp => messages.IsSetUp;

    /// <summary>Sends a code.</summary>
    public void Send(string holdId, string phone, string? locale, RewardHold hold, string code)
    {
        var message = new OutgoingMessage(
            $"code-{holdId}-{Guid.NewGuid():N}", OutgoingMessage.Sms, phone, locale, Text(GreetingWords.LanguageOf(locale), Amount(hold), code));
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            log.LogError("A code for a hold is not sent: {Waiting} messages wait already", MaxWaiting);
            return;
        }

        _ = SendAsync(message);
    }

    public void Dispose() => _slots.Dispose();

    private async Task SendAsync(OutgoingMessage message)
    {
        try
        {
            await _slots.WaitAsync();
            using var limit = new CancellationTokenSource(SentWithin);
            await messages.SendAsync(message, limit.Token);
        }
        catch (Exception fault)
        {
            log.LogWarning("A code for a hold could not be sent: {Fault}", fault.GetType().Name);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            _slots.Release();
        }
    }

    private static string Amount(RewardHold hold) => hold.Currency is { } currency ? new Money(hold.Amount, currency).ToString() : "1";

    private static string Text(string language, string amount, string code) => language switch
    {
        "de" => $"Ihr Code für {amount}: {code}. Er gilt {Minutes} Minuten.",
        "fr" => $"Votre code pour {amount} : {code}. Il est valable {Minutes} minutes.",
        "it" => $"Il suo codice per {amount}: {code}. È valido {Minutes} minuti.",
        _ => $"Your code for {amount}: {code}. It is good for {Minutes} minutes.",
    };

    private static string Minutes => RewardHold.CodeFor.TotalMinutes.ToString(CultureInfo.InvariantCulture);
}
