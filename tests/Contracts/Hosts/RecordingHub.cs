using System.Collections.Concurrent;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

/// <summary>Keeps every change that is published.</summary>
public sealed class RecordingHub : IHubPublisher
{
    private readonly ConcurrentQueue<StatusChange> _changes = new();

    /// <summary>All changes in the order they came.</summary>
    public IReadOnlyList<StatusChange> Changes => [.. _changes];

    public IReadOnlyList<StatusChange> Of(MemberId member) => [.. _changes.Where(c => c.MemberId == member.Value)];

    public bool Wants(MemberId member) => true;

    public void Publish(HubMessage message) => _changes.Enqueue((StatusChange)message);
}
