using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>What it takes to keep a browser's subscription.</summary>
internal sealed record PushRequests(PushSettings Settings, IPushStore Store, PushDispatcher Dispatcher, ProgrammeClock Clock)
{
    public bool IsSetUp => Settings.Subject is not null;

    /// <summary>What a body asks for.</summary>
    /// <param name="locale">The member's.</param>
    public PushSubscription Of(MemberId member, string id, PushSubscriptionBody asked, string? locale) => new(
        id, member, asked.Endpoint, asked.Keys.P256dh, asked.Keys.Auth, asked.Kinds ?? PushKinds.All, asked.Language ?? GreetingWords.LanguageOf(locale), asked.Device, Clock.Now);

    /// <summary>Whether there is nothing to change.</summary>
    public bool IsSame(PushSubscription held, PushSubscription wanted) =>
        held with { AddedAt = wanted.AddedAt, Kinds = wanted.Kinds } == wanted && held.Kinds.SequenceEqual(wanted.Kinds);
}
