namespace Loyalty.Contracts;

/// <summary>What is left of a ledger after something bad has happened to its engine. All counts but the first should be 0.</summary>
/// <param name="Answered">Purchases that callers were told of as credited.</param>
/// <param name="Doubled">Purchases that are in the ledger more than once.</param>
/// <param name="Lost">Purchases that were answered and are not in the ledger as they were answered.</param>
/// <param name="Gaps">Versions that are missing or stand twice.</param>
/// <param name="Sums">Members and answers whose spend is not the sum of the ledger's purchases up to that version.</param>
/// <param name="Audit">Differences that the engine's own audit finds, or accounts and events that it does not see.</param>
/// <param name="Faults">Answers that no outage explains: 500, or a refusal of a good purchase.</param>
public sealed record Verdict(long Answered, long Doubled, long Lost, long Gaps, long Sums, long Audit, long Faults)
{
    /// <summary>What was expected of the scenario beside and did not come; empty is well.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The longest time from the blow to the next answer, where there was one.</summary>
    public TimeSpan? ToServe { get; init; }

    public bool IsClean => Doubled + Lost + Gaps + Sums + Audit + Faults == 0 && Missing.Count == 0;
}
