using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Where grains hand on what hub clients are to hear, once it is durable.</summary>
public interface IHubPublisher
{
    /// <summary>Whether any client watches the member, or everything; if not, no <see cref="StatusChange"/> need be made.</summary>
    bool Wants(MemberId member);

    /// <summary>Hands a message on; never blocks. Changes of one member come in order of version, each once.</summary>
    void Publish(HubMessage message);
}
