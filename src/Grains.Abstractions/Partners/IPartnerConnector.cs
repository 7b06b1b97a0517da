using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Reaches partners. Never throws for what a partner does, or does not; never says a number or a PIN.</summary>
public interface IPartnerConnector
{
    /// <summary>Whether it is told here how to reach a partner.</summary>
    bool Knows(string partner);

    /// <summary>A keyed hash of what an order was asked for with, by which its repetition is known; nothing can be tried against it without the partner's token.</summary>
    string Seal(string partner, string content);

    /// <summary>Has a partner do a step.</summary>
    /// <exception cref="OperationCanceledException">It was broken off; the partner may have done it.</exception>
    Task<PartnerAnswer> DoAsync(PartnerCall call, CancellationToken cancellation);

    /// <summary>Asks what became of an order.</summary>
    Task<PartnerAnswer> AskAsync(string partner, string orderId, CancellationToken cancellation);
}

/// <summary>What a partner is asked to do. It says neither number nor PIN of itself.</summary>
/// <param name="Number">The member's with the partner; null for capture and void.</param>
/// <param name="Pin">Null where none is asked for.</param>
/// <param name="Reference">What the partner may show beside it: the transaction, or null.</param>
public sealed record PartnerCall(string Partner, string OrderId, PartnerStep Step, string? Number, long Points, string? Pin, string? Reference)
{
    public override string ToString() => $"{Step} of {OrderId} at {Partner}";
}
