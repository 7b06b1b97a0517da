namespace Loyalty.Domain;

/// <summary>
/// The rules that a purchase of one type, with details or without, may match: the others need not be asked. A programme has rules for
/// everything that is sold, and most of them speak of something else than what is bought.
/// </summary>
internal sealed class EarningCandidates
{
    private static readonly PurchaseType[] Types = Enum.GetValues<PurchaseType>();

    private EarningCandidates(EarningRule[] deny, EarningRule[] allow, EarningGroup[] groups, EarningRule[] holds, PurchaseType type, bool hasDetails)
    {
        Deny = Of(deny);
        Allow = Of(allow);
        IsSpokenOf = Array.Exists(allow, rule => rule.When.SpeakOf(type));
        Groups = [.. groups.Select(group => group with { Rules = Of(group.Rules) })];
        Holds = Of(holds);

        EarningRule[] Of(EarningRule[] rules) => Array.FindAll(rules, rule => rule.MayMatch(type, hasDetails));
    }

    public EarningRule[] Deny { get; }

    public EarningRule[] Allow { get; }

    /// <summary>There are allow rules for the type. One that has ended speaks on: the end of a permission does not let everything in.</summary>
    public bool IsSpokenOf { get; }

    public EarningGroup[] Groups { get; }

    public EarningRule[] Holds { get; }

    /// <summary>The candidates for each kind of purchase, in the order of <see cref="Index"/>.</summary>
    public static EarningCandidates[] ForAll(EarningRule[] deny, EarningRule[] allow, EarningGroup[] groups, EarningRule[] holds) =>
    [
        .. Types.SelectMany(
            type => (bool[])[false, true], (type, hasDetails) => new EarningCandidates(deny, allow, groups, holds, type, hasDetails)),
    ];

    public static int Index(Purchase purchase) => ((int)purchase.Type * 2) + (purchase.Details is null ? 0 : 1);
}
