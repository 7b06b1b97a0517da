using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Remembers the programme that a ledger was written under. Levels and minor units in the ledger mean something only under it, so
/// a programme that would give them another meaning is refused.
/// </summary>
public sealed class ProgrammeRecord(IEngineFacts facts, IJournal journal)
{
    private const string Fact = "programme";
    private const string RulesFact = "rules-since";
    private const string WindowFact = "window-since";

    /// <summary>Compares the programme with the one remembered, and remembers it.</summary>
    /// <returns>
    /// Whether the rules changed; refused with <c>programme-not-valid</c> when the currency changed, a tier is gone or one that is
    /// still there has another level.
    /// </returns>
    public async Task<Checked<bool>> AdoptAsync(Programme programme)
    {
        var written = ProgrammeFile.Write(programme);
        var remembered = await facts.ReadAsync(Fact);
        // As it would be written today: an older engine wrote fewer fields.
        if (remembered is not null && ProgrammeFile.Write(ProgrammeFile.Parse(remembered).Value) == written)
            return false;
        if (remembered is not null && Contradiction(ProgrammeFile.Parse(remembered).Value, programme) is { } refusal)
            return refusal;
        // First, so that an end in between leaves too late a mark rather than too early a one.
        if (remembered is not null && RulesDiffer(ProgrammeFile.Parse(remembered).Value, programme))
            await facts.WriteAsync(RulesFact, await LastAsync());
        if (remembered is not null && ProgrammeFile.Parse(remembered).Value.WindowMonths != programme.WindowMonths)
            await facts.WriteAsync(WindowFact, await LastAsync());
        await facts.WriteAsync(Fact, written);
        return remembered is not null;
    }

    /// <summary>The last sequence that was written under other thresholds or another grace than today's; 0 for none.</summary>
    public Task<long> RulesSinceAsync() => SinceAsync(RulesFact);

    /// <summary>The last sequence that was written under a window of another length than today's; 0 for none.</summary>
    public Task<long> WindowSinceAsync() => SinceAsync(WindowFact);

    private async Task<long> SinceAsync(string fact) =>
        await facts.ReadAsync(fact) is { } sequence ? long.Parse(sequence, CultureInfo.InvariantCulture) : 0;

    private async Task<string> LastAsync() => (await journal.LastSequenceAsync()).ToString(CultureInfo.InvariantCulture);

    private static bool RulesDiffer(Programme before, Programme now) =>
        before.GraceDays != now.GraceDays || !before.Tiers.Select(tier => tier.Threshold).SequenceEqual(now.Tiers.Select(tier => tier.Threshold));

    private static Refusal? Contradiction(Programme before, Programme now)
    {
        if (before.Currency != now.Currency)
            return Programme.NotValid("currency", $"is {now.Currency}, but the ledger is kept in {before.Currency}");
        if (now.Tiers.Length < before.Tiers.Length)
            return Programme.NotValid("tiers", $"has {now.Tiers.Length} tiers, but members of the ledger may hold one of {before.Tiers.Length}");
        for (var level = 0; level < before.Tiers.Length; level++)
        {
            var moved = now.Tiers.Select(t => t.Name).ToList().IndexOf(before.Tiers[level].Name);
            if (moved >= 0 && moved != level)
                return Programme.NotValid($"tiers[{moved}].name", $"'{before.Tiers[level].Name}' has level {level} in the ledger");
        }

        return null;
    }
}
