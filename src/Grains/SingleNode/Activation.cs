using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>One live actor with its mailbox.</summary>
internal sealed class Activation(MemberId member, AccountContext context) : Mailbox
{
    public LoyaltyAccountGrain Grain { get; } = new(member, context);

    /// <summary>The round of the <see cref="Passivator"/> in which it was last used.</summary>
    public int LastRound { get; set; }
}
