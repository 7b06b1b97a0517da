namespace Loyalty.Grains;

/// <summary>
/// A follower, by its name: one activation in a cluster, which runs it. Two at once, while a cluster changes, are kept apart by the lease
/// and do no harm.
/// </summary>
[Alias("loyalty.follower")]
public interface IFollowerGrain : IGrainWithStringKey
{
    /// <summary>Sees to it that it runs, in the silo that asks first; one that has paused runs again.</summary>
    Task<FollowerStatus> Run();

    /// <summary>Ends it after the batch at hand; its cursor stays.</summary>
    Task Stop();

    /// <summary>Tries what was set aside of a member now, or of all members.</summary>
    /// <param name="member">By number; null for all.</param>
    Task RetryNow(string? member);
}

/// <summary>What a follower is at.</summary>
public enum FollowerState
{
    /// <summary>Another process has its lease.</summary>
    Waiting,

    /// <summary>It follows.</summary>
    Running,

    /// <summary>As many members are set aside as may be: it tries those and reads no further.</summary>
    Full,

    /// <summary>Its work has paused it, or it was told to stop.</summary>
    Paused,

    /// <summary>What it needs cannot be read or done now; it tries again.</summary>
    Failing,
}

/// <summary>Where a follower stands.</summary>
/// <param name="Behind">Events of its streams that it has not come to.</param>
/// <param name="BehindSeconds">Age of the first of them; 0 where there is none.</param>
/// <param name="Aside">Members that are set aside.</param>
[GenerateSerializer, Immutable, Alias("loyalty.FollowerStatus")]
public sealed record FollowerStatus(string Name, FollowerState State, long Behind, double BehindSeconds, int Aside);
