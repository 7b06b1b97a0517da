using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>
/// Told before a watch asks where it stands, so that changes which are made in other processes come here from then on. A host of one
/// process needs none.
/// </summary>
public interface IWatchInterest
{
    /// <summary>Changes of the member are to come here.</summary>
    Task AnnounceAsync(MemberId member);

    /// <summary>Every change is to come here.</summary>
    Task AnnounceAllAsync();
}

/// <summary>All changes are made in this process.</summary>
internal sealed class OneProcess : IWatchInterest
{
    public Task AnnounceAsync(MemberId member) => Task.CompletedTask;

    public Task AnnounceAllAsync() => Task.CompletedTask;
}
