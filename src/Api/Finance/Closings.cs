using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Closes months: what a month is answered with is kept to the byte and never changes.</summary>
public sealed class Closings(BenefitCosts costs, IFinanceStore store, IJournal journal, ProgrammeClock clock)
{
    /// <summary>Closes a month at the last event there is; the same again gets its first answer.</summary>
    /// <returns>
    /// Refused with <c>closing-id-reused</c>, <c>month-open</c>, <c>month-closed</c>, <c>month-not-valid</c>, <c>earlier-month-open</c> or
    /// <c>finance-behind</c>.
    /// </returns>
    public async Task<Outcome<ClosingView>> CloseAsync(string closingId, CivilMonth month)
    {
        var closings = await store.ClosingsAsync();
        if (closings.FirstOrDefault(closing => closing.ClosingId == closingId) is { } earlier)
            return Repeated(earlier, closingId, month);
        if (await FaultAsync(month, closings) is { } fault)
            return fault;
        var now = clock.Now;
        var position = (await costs.PositionAsync(null))!.Value;
        if (await costs.ReportAsync(month, position, closings, clock.Today) is not { } report)
            return (await costs.BehindAsync()).Refusal!;
        var body = JsonSerializer.Serialize(costs.View(report, "closed", position.Sequence), ApiJson.Options);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        var stands = await store.CloseAsync(new FinanceClosing(month, closingId, position, now, body, costs.Lines(report), sha256));
        return stands.ClosingId == closingId ? ViewOf(stands) : Closed(month);
    }

    private static Outcome<ClosingView> Repeated(FinanceClosing earlier, string closingId, CivilMonth month) => earlier.Month == month
        ? ((Outcome<ClosingView>)ViewOf(earlier)).AsRepeat()
        : new Refusal("closing-id-reused", $"'{closingId}' was used for another month.", "closingId");

    private static Refusal Closed(CivilMonth month) => new("month-closed", $"{month} is closed, and stays as it is.", "month");

    private async Task<Refusal?> FaultAsync(CivilMonth month, IReadOnlyList<FinanceClosing> closings)
    {
        if (clock.Today <= month.LastDay)
            return new Refusal("month-open", $"{month} is not over.", "month");
        if (closings.Any(closing => closing.Month == month))
            return Closed(month);
        if ((await journal.ReadPageAsync(0, 1)).Events is not [var first])
            return MonthField.NotValid("The ledger is empty.");
        var begins = CivilMonth.Of(first.Event.Date);
        if (month < begins)
            return MonthField.NotValid($"The ledger begins in {begins}; no month before it can be closed.");
        var next = closings.Count == 0 ? begins : closings[^1].Month.Next;
        return month > next ? new Refusal("earlier-month-open", $"{next} comes first.", "month") : null;
    }

    private static ClosingView ViewOf(FinanceClosing closing)
    {
        var view = JsonSerializer.Deserialize<BenefitCostsView>(closing.Body, ApiJson.Options)!;
        return new ClosingView(
            closing.ClosingId, closing.At, closing.Sha256, view.Month, view.State, view.Sequence, view.Tiers, view.Unearned, view.Adjustments, view.Total);
    }
}
