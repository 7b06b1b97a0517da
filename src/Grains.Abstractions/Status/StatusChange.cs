using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>One change of an account as it is pushed: the hub's <c>statusChanged</c>.</summary>
/// <param name="At">The instant it was recorded.</param>
/// <param name="Status">The card right after the change.</param>
/// <param name="TierChange">What happened to the tier, or null.</param>
/// <param name="Transaction">The purchase credited or taken back, or null.</param>
public sealed record StatusChange(
    string MemberId,
    long Version,
    ChangeKind Kind,
    DateTimeOffset At,
    StatusView Status,
    TierChangeView? TierChange,
    TransactionView? Transaction);

/// <summary>Changes after a version, and the card as it is now.</summary>
/// <param name="HasMore">The limit cut the list: ask again after its last version.</param>
public sealed record ChangesView(StatusView Status, IReadOnlyList<StatusChange> Changes, bool HasMore);

/// <summary>Where changes go once they are durable.</summary>
public interface IStatusFeed
{
    /// <summary>Whether anybody listens at all; if not, nothing need be made for them.</summary>
    bool HasListeners(MemberId member);

    /// <summary>Hands a change on. Called in order of version for each member, once for each change; never blocks.</summary>
    void Publish(StatusChange change);

    /// <summary>Tells those who watch a member that the member was erased, and ends their watches.</summary>
    void Erased(MemberId member);
}
