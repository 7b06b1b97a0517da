namespace Loyalty.Domain;

/// <summary>How many deliveries of a subscription may be under way at once: half as many when a receiver has too much, one more for each that succeeds.</summary>
public sealed class SendingWindow
{
    /// <summary>Where it begins, and the most.</summary>
    public const int Most = 64;

    /// <summary>Deliveries that may be under way.</summary>
    public int Size { get; private set; } = Most;

    /// <summary>Takes in how a delivery was answered.</summary>
    /// <param name="status">The HTTP status; null where there was no answer.</param>
    public void Answered(int? status)
    {
        if (status is >= 200 and < 300)
            Size = Math.Min(Most, Size + 1);
        else if (status is 429 or 502 or 504)
            Size = Math.Max(1, Size / 2);
    }
}
