namespace Loyalty.Client;

/// <summary>Where a watched member stands, and what just happened.</summary>
/// <param name="Status">The status now.</param>
/// <param name="Applied">In order of version, each once over the whole watch; empty where the engine was only asked, for a new day, and for a reward.</param>
/// <param name="Reward">Something of the member's rewards has changed: ask the engine. Not repeated after a break.</param>
public sealed record Moment(MemberStatus Status, IReadOnlyList<StatusChange> Applied, RewardChange? Reward = null);
