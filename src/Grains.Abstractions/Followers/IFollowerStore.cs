using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>How far followers have come, among the facts of the engine.</summary>
public interface IFollowerStore
{
    /// <summary>Whether no other process can be at this store, so that a lease of another is one of a process that has gone.</summary>
    bool IsOwn { get; }

    /// <summary>What is kept of a follower, or null.</summary>
    Task<FollowerRecord?> LoadAsync(string follower);

    /// <summary>Keeps cursors and changes of what is set aside, together; durable when it answers.</summary>
    /// <param name="cursors">By stream.</param>
    /// <param name="aside">Members that are set aside, or are elsewhere than before.</param>
    /// <param name="done">Members that are no longer.</param>
    Task SaveAsync(string follower, IReadOnlyDictionary<string, long> cursors, IReadOnlyList<MemberAside> aside, IReadOnlyList<MemberId> done);

    /// <summary>Takes or renews the lease where nobody else has it.</summary>
    /// <param name="now">By the machine's clock; a lease that ended before is free.</param>
    /// <param name="until">When it ends unless it is renewed; <paramref name="now"/> gives it back.</param>
    /// <returns>Whether the holder has it.</returns>
    Task<bool> LeaseAsync(string follower, string holder, DateTimeOffset now, DateTimeOffset until);

    /// <summary>Forgets a follower that will not come again.</summary>
    Task ForgetAsync(string follower);
}

/// <summary>What is kept of a follower.</summary>
/// <param name="Cursors">By stream: the sequence through which its work is done, but for who is set aside.</param>
public sealed record FollowerRecord(IReadOnlyDictionary<string, long> Cursors, IReadOnlyList<MemberAside> Aside);

/// <summary>A member whose work has failed: it is behind the cursor.</summary>
/// <param name="Done">By stream: how far the member's work is done.</param>
/// <param name="Attempts">How often the next event was tried.</param>
/// <param name="RetryAt">When it is tried again, by the engine's clock.</param>
/// <param name="Reason">Why it failed.</param>
public sealed record MemberAside(
    MemberId Member, IReadOnlyDictionary<string, StreamPosition> Done, int Attempts, DateTimeOffset RetryAt, string Reason);
