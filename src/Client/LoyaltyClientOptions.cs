namespace Loyalty.Client;

/// <summary>Where the engine is, and how its client calls it.</summary>
public sealed class LoyaltyClientOptions
{
    /// <summary>The engine's address, as <c>https://loyalty.example</c>.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1:5080");

    /// <summary>Gives the key or token; asked before every call and every connection, for it may be another one by then. Null where the engine is open.</summary>
    public Func<CancellationToken, ValueTask<string?>>? Token { get; set; }

    /// <summary>How long one attempt may take to be answered; ten seconds.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(10);
}
