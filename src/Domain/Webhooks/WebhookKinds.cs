using System.Collections.Frozen;

namespace Loyalty.Domain;

/// <summary>The kinds of events that a subscription may name.</summary>
public static class WebhookKinds
{
    /// <summary>Goes to every subscription, whatever it names.</summary>
    public const string MemberErased = "memberErased";

    private static readonly FrozenDictionary<string, EventStream> Streams = Enum.GetNames<ChangeKind>()
        .Select(name => (Name: char.ToLowerInvariant(name[0]) + name[1..], Stream: EventStream.Ledger))
        .Concat(
        [
            ("profileChanged", EventStream.Persons), ("consentChanged", EventStream.Persons), (MemberErased, EventStream.Persons),
            ("lotChanged", EventStream.Rewards), ("holdEnded", EventStream.Rewards), ("orderChanged", EventStream.Orders), ("disruptionStep", EventStream.Airport),
        ])
        .ToFrozenDictionary(kind => kind.Item1, kind => kind.Item2, StringComparer.Ordinal);

    /// <summary>All of them, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Streams.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The stream a kind is of; null for a word that is no kind.</summary>
    public static EventStream? StreamOf(string kind) => Streams.TryGetValue(kind, out var stream) ? stream : null;
}

/// <summary>What a subscription wants to hear.</summary>
/// <param name="Kinds">Kinds it names; empty for all of the ledger.</param>
/// <param name="Tiers">Codes of the effective tier after the change; empty for all.</param>
public sealed record WebhookFilter(IReadOnlyCollection<string> Kinds, IReadOnlyCollection<string> Tiers)
{
    /// <summary>Whether an event goes out. The end of a person cannot be filtered out.</summary>
    /// <param name="tier">Code of the member's effective tier after it; null where none can be told.</param>
    public bool Takes(EventStream stream, string kind, string? tier)
    {
        if (kind == WebhookKinds.MemberErased)
            return true;
        var isNamed = Kinds.Count == 0 ? stream == EventStream.Ledger : Kinds.Contains(kind);
        return isNamed && (Tiers.Count == 0 || (tier is not null && Tiers.Contains(tier)));
    }

    /// <summary>Whether a stream has anything for it.</summary>
    public bool Reads(EventStream stream) => stream == EventStream.Persons
        || (Kinds.Count == 0 ? stream == EventStream.Ledger : Kinds.Any(kind => WebhookKinds.StreamOf(kind) == stream));
}
