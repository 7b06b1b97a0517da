using System.Collections.Immutable;

namespace Loyalty.Domain;

/// <summary>What a member's browser is told of, each kind only where the member has agreed to it.</summary>
public enum PushKind
{
    /// <summary>A higher tier was reached.</summary>
    TierReached,

    /// <summary>The tier drops in 30 days or fewer unless more is spent.</summary>
    RiskIn30Days,

    /// <summary>The same in 7 days or fewer.</summary>
    RiskIn7Days,

    /// <summary>A flight that the member is checked in for is disrupted.</summary>
    Disrupted,
}

/// <summary>Kinds in the words of the wire, and how long each is worth being told.</summary>
public static class PushKinds
{
    /// <summary>All there are.</summary>
    public static ImmutableArray<PushKind> All { get; } = [PushKind.TierReached, PushKind.RiskIn30Days, PushKind.RiskIn7Days, PushKind.Disrupted];

    /// <summary>What is still worth telling after an hour is not told after a day.</summary>
    private static readonly TimeSpan OfDisruptions = TimeSpan.FromHours(1), OfTiers = TimeSpan.FromDays(1);

    /// <summary>The word for a kind; it is its topic at the push service too, so that a later one takes the place of one that was not shown yet.</summary>
    public static string Word(this PushKind kind) => kind switch
    {
        PushKind.TierReached => "tierReached",
        PushKind.RiskIn30Days => "riskIn30Days",
        PushKind.RiskIn7Days => "riskIn7Days",
        _ => "disrupted",
    };

    /// <summary>The kind of a word, or null.</summary>
    public static PushKind? Find(string? word)
    {
        foreach (var kind in All)
        {
            if (kind.Word() == word)
                return kind;
        }

        return null;
    }

    /// <summary>For so long a message is sent again, and kept by the push service for a browser that is away.</summary>
    public static TimeSpan Lives(this PushKind kind) => kind == PushKind.Disrupted ? OfDisruptions : OfTiers;
}
