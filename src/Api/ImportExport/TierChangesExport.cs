using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Every move of a tier, as the list of events tells it.</summary>
public sealed class TierChangesExport(ProgrammeVersions programme) : IExport
{
    public string Name => "tier-changes";

    public IReadOnlyList<string> Columns { get; } =
        ["sequence", "at", "memberId", "version", "kind", "date", "from", "to", "reviewDate", "spend", "currency", "reason"];

    public ValueTask<IEnumerable<string?[]>> RowsAsync(IReadOnlyList<RecordedEvent> page, CancellationToken cancellation) =>
        new(page.Where(recorded => recorded.Event.TierChange is not null).Select(recorded =>
        {
            var view = EventView.Of(recorded, programme, effectiveTier: null);
            var change = view.TierChange!;
            return new[]
            {
                Cells.Of(view.Sequence), Cells.Of(view.At), view.MemberId, Cells.Of(recorded.Version), Cells.Of(change.Kind), Cells.Of(view.Date),
                CellText.Of(change.From), CellText.Of(change.To), Cells.Of(change.ReviewDate), Cells.Of(change.Spend), programme.Currency.Code,
                CellText.Of(change.Reason ?? view.Reversal?.Reason),
            };
        }));

    public string?[]? Unreadable(UnreadableRow row)
    {
        var cells = new string?[Columns.Count];
        (cells[0], cells[2], cells[4]) = (Cells.Of(row.Sequence ?? 0), row.Member, "unreadable");
        return cells;
    }
}
