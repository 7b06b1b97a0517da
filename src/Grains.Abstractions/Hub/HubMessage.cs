using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Something that hub clients are to hear: a <see cref="StatusChange"/>, a <see cref="MemberErased"/>, a <see cref="Recognition"/>, a
/// <see cref="Withdrawal"/>, a <see cref="DisruptionNotice"/> or a <see cref="RewardChange"/>; nothing else.
/// </summary>
[GenerateSerializer, Immutable, Alias("loyalty.HubMessage")]
public abstract record HubMessage
{
    private protected HubMessage()
    {
    }

    /// <summary>The member whose watchers hear of it, by number; null for what goes to displays. A method, for it is no field on the wire.</summary>
    public virtual string? WatchedMember() => null;
}

/// <summary>A member was erased: whoever watches them is told, and the watch ends.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.MemberErased")]
public sealed record MemberErased(MemberId Member) : HubMessage
{
    /// <inheritdoc/>
    public override string WatchedMember() => Member.Value;
}
