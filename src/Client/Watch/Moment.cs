namespace Loyalty.Client;

/// <summary>Where a watched member stands, and the changes that just made it so.</summary>
/// <param name="Status">The status now.</param>
/// <param name="Applied">In order of version, each once over the whole watch; empty where the engine was only asked, and for a new day.</param>
public sealed record Moment(MemberStatus Status, IReadOnlyList<StatusChange> Applied);
