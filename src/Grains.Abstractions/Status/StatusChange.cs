using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>One change of an account as it is pushed: the hub's <c>statusChanged</c>.</summary>
/// <param name="At">The instant it was recorded.</param>
/// <param name="Status">The card right after the change.</param>
/// <param name="TierChange">What happened to the tier, or null.</param>
/// <param name="Transaction">The purchase credited or taken back, or null.</param>
/// <param name="Sequence">Its place among all changes of all members.</param>
[GenerateSerializer, Immutable, Alias("loyalty.StatusChange")]
public sealed record StatusChange(
    string MemberId,
    long Version,
    ChangeKind Kind,
    DateTimeOffset At,
    StatusView Status,
    TierChangeView? TierChange,
    TransactionView? Transaction,
    long Sequence = 0) : HubMessage
{
    /// <summary>The civil day it belongs to, of which the card is.</summary>
    public DateOnly Date => Status.AsOf;

    /// <summary>The code of the tier that holds right after it.</summary>
    public string EffectiveTier => Status.Tier.Code;

    /// <inheritdoc/>
    public override string WatchedMember() => MemberId;
}

/// <summary>Changes after a version, and the card as it is now.</summary>
/// <param name="HasMore">The limit cut the list: ask again after its last version.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ChangesView")]
public sealed record ChangesView(StatusView Status, IReadOnlyList<StatusChange> Changes, bool HasMore);
