using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api.Tests;

/// <summary>Streams in which nothing ever happened.</summary>
internal sealed class FakeStreams : IStreamPages, IPersonChanges
{
    public Task<StreamEventsPage> ReadPageAsync(string stream, long after, int limit) => Task.FromResult(new StreamEventsPage([], [], after, IsFull: false));

    public Task<IReadOnlyList<RecordedStreamEvent>> ReadMemberAsync(string stream, MemberId member, long after, int limit) =>
        Task.FromResult<IReadOnlyList<RecordedStreamEvent>>([]);

    public Task<long> LastSequenceAsync(string stream) => Task.FromResult(0L);

    public Task ChangeProfileAsync(ProfileWrite write) => throw new NotSupportedException();

    public Task ChangeConsentAsync(Consent consent, StreamEntry told) => throw new NotSupportedException();

    public Task<ProfileAnswer?> FindAsync(string changeId) => Task.FromResult<ProfileAnswer?>(null);

    public Task<IReadOnlyList<ChangedMember>> ReadChangedAsync(ChangedMember after, int limit) => Task.FromResult<IReadOnlyList<ChangedMember>>([]);
}
