using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Tiers and their changes in the words of clients.</summary>
public static class TierViews
{
    /// <summary>The change with tier names and the benefits it brought or took.</summary>
    public static TierChangeView? Of(TierChange? change, ProgrammeVersions versions) =>
        change is null ? null : Of(change, versions.On(change.Date).Programme);

    private static TierChangeView Of(TierChange change, Programme programme) => new(
        change.Kind,
        programme.Tiers[change.From.Level].Name,
        programme.Tiers[change.To.Level].Name,
        change.To.ReviewDate,
        Between(programme, change.From.Level, change.To.Level),
        Between(programme, change.To.Level, change.From.Level));

    /// <summary>A line of the history, for an event that changed the tier.</summary>
    public static TierHistoryEntry HistoryEntry(RecordedEvent recorded, TierChange change, ProgrammeVersions versions) =>
        HistoryEntry(recorded, change, versions.On(change.Date).Programme);

    private static TierHistoryEntry HistoryEntry(RecordedEvent recorded, TierChange change, Programme programme) => new(
        recorded.Version,
        recorded.Event.Kind,
        change.Date,
        recorded.At,
        programme.Tiers[change.From.Level].Name,
        programme.Tiers[change.To.Level].Name,
        Money.ToDecimal(change.Spend, programme.Currency),
        change.To.ReviewDate,
        recorded.Event switch
        {
            SpendReversed reversed => reversed.Reversal.Reason,
            TierMoved moved => moved.Reason,
            _ => null,
        });

    // Codes held at the second level and not at the first.
    private static List<string> Between(Programme programme, int from, int to) =>
        [.. programme.BenefitsAt(to).Where(b => b.Level > from).Select(b => b.Code)];
}
