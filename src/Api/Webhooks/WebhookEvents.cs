using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Tells events as the list of events does.</summary>
internal sealed class WebhookEvents(ProgrammeBook programmes, EffectiveTiers tiers) : IWebhookEvents
{
    public async Task<WebhookEvent> TellAsync(FollowedEvent followed)
    {
        var view = followed.Content switch
        {
            RecordedEvent recorded => EventView.Of(recorded, programmes.Current, (await tiers.OfAsync([recorded]))[0]),
            RecordedStreamEvent recorded => EventView.Of(recorded),
            _ => throw new InvalidOperationException($"Nobody tells of a {followed.Content.GetType().Name}."),
        };
        return new WebhookEvent(
            EventStreams.Find(followed.Stream)!.Value,
            followed.Sequence,
            followed.Member,
            view.Version,
            JsonNamingPolicy.CamelCase.ConvertName(view.Kind.ToString()),
            followed.At,
            view.EffectiveTier,
            () => JsonSerializer.SerializeToUtf8Bytes(view, ApiJson.Options));
    }
}
