using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Loyalty.Domain;

/// <summary>One loyalty scheme: its currency, zone, rolling window, soft landing and ladder of tiers. Always sane.</summary>
public sealed class Programme
{
    /// <summary>Tiers a ladder may have, at least.</summary>
    public const int MinTiers = 2;

    /// <summary>Tiers a ladder may have, at most.</summary>
    public const int MaxTiers = 10;

    /// <summary>Months the rolling window may span, at most.</summary>
    public const int MaxWindowMonths = 36;

    /// <summary>Days of grace a soft landing may have, at most.</summary>
    public const int MaxGraceDays = 365;

    /// <summary>The largest purchase, in whole units of the programme's currency.</summary>
    public const decimal MaxPurchase = 1_000_000_000m;

    private static readonly TimeSpan QuarterOfAnHour = TimeSpan.FromMinutes(15);

    private readonly ImmutableArray<IReadOnlyList<(string Code, int Level)>> _benefits;

    private Programme(
        string name,
        Currency currency,
        TimeZoneInfo timeZone,
        int windowMonths,
        int graceDays,
        ImmutableArray<Tier> tiers,
        FrozenDictionary<string, string> replaced,
        EarningFile? writtenEarning,
        EarningRules? earning)
    {
        Name = name;
        Currency = currency;
        TimeZone = timeZone;
        WindowMonths = windowMonths;
        GraceDays = graceDays;
        Tiers = tiers;
        Replaced = replaced;
        WrittenEarning = writtenEarning;
        Earning = earning is { IsEmpty: true } ? null : earning;
        Alone = new ProgrammeVersions(this);
        _benefits = [.. Enumerable.Range(0, tiers.Length).Select(BenefitsOf)];
        MaxPurchaseMinor = Money.From(MaxPurchase, currency).Value.Minor;
    }

    /// <summary>What the scheme is called.</summary>
    public string Name { get; }

    /// <summary>The currency thresholds and sums are in.</summary>
    public Currency Currency { get; }

    /// <summary>The zone whose civil dates every rule works on.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>Months a purchase counts; 1 to 36.</summary>
    public int WindowMonths { get; }

    /// <summary>Days between the start of a soft landing and its review; 0 to 365.</summary>
    public int GraceDays { get; }

    /// <summary>The ladder, lowest first; a tier's index is its level.</summary>
    public ImmutableArray<Tier> Tiers { get; }

    /// <summary>Codes of tiers that are gone, each with the code of the tier that stands for it.</summary>
    public FrozenDictionary<string, string> Replaced { get; }

    /// <summary>The earning rules, or null where there is no rule: everything counts, with the tier's bonus, at once.</summary>
    public EarningRules? Earning { get; }

    /// <summary>What the file says of earning; null where it has no such field.</summary>
    public EarningFile? WrittenEarning { get; }

    /// <summary>This programme as the only version there is.</summary>
    internal ProgrammeVersions Alone { get; }

    /// <summary><see cref="MaxPurchase"/> in minor units.</summary>
    public long MaxPurchaseMinor { get; }

    /// <summary>The level of the highest tier.</summary>
    public int TopLevel => Tiers.Length - 1;

    /// <summary>The civil date of an instant in the programme's zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(instant.UtcDateTime, TimeZone));

    /// <summary>The first instant of a civil day in the programme's zone, as UTC. Of the first and the last day there are, the first instant the calendar has.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // The zone's offset would leave the calendar.
        if (day == DateOnly.MinValue || day == DateOnly.MaxValue)
            return new DateTimeOffset(midnight, TimeSpan.Zero);
        var start = new DateTimeOffset(midnight, TimeZone.GetUtcOffset(midnight)).ToUniversalTime();
        // Where clocks change at midnight, it does not exist or comes twice, and not every zone's data tells so. The days do:
        // walk to where one ends and the next begins, which is always on a quarter of an hour.
        while (DayOf(start) < day)
            start += QuarterOfAnHour;
        while (DayOf(start - QuarterOfAnHour) >= day)
            start -= QuarterOfAnHour;
        return start;
    }

    /// <summary>The highest level whose threshold <paramref name="spend"/> reaches.</summary>
    public int LevelReachedBy(long spend)
    {
        var level = TopLevel;
        while (level > 0 && spend < Tiers[level].Threshold)
            level--;
        return level;
    }

    /// <summary>The level of the tier with a code, or null.</summary>
    public int? LevelOf(string code)
    {
        for (var level = 0; level < Tiers.Length; level++)
        {
            if (Tiers[level].Code == code)
                return level;
        }

        return null;
    }

    /// <summary>All benefits held at a level, lowest tier first, each with the level that brings it. No code comes twice.</summary>
    public IReadOnlyList<(string Code, int Level)> BenefitsAt(int level) => _benefits[level];

    /// <summary>Builds a programme, or says which field is not sane.</summary>
    public static Checked<Programme> Create(
        string name,
        string currency,
        string timeZone,
        int windowMonths,
        int graceDays,
        IReadOnlyList<TierDefinition> tiers,
        EarningFile? earning = null)
    {
        if (string.IsNullOrWhiteSpace(name))
            return NotValid("name", "is empty");
        if (!Currency.TryFind(currency, out var money))
            return NotValid("currency", $"'{currency}' is not a currency of ISO 4217");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone ?? "", out var zone) || timeZone != zone.Id)
            return NotValid("timeZone", $"'{timeZone}' is not a time zone of the IANA database");
        if (windowMonths is < 1 or > MaxWindowMonths)
            return NotValid("windowMonths", $"is {windowMonths}; 1 to {MaxWindowMonths} are allowed");
        if (graceDays is < 0 or > MaxGraceDays)
            return NotValid("graceDays", $"is {graceDays}; 0 to {MaxGraceDays} are allowed");
        var standing = tiers.Count(t => t is not { IsGone: true });
        if (standing is < MinTiers or > MaxTiers)
            return NotValid("tiers", $"has {standing} tiers; {MinTiers} to {MaxTiers} are allowed");

        var ladder = ImmutableArray.CreateBuilder<Tier>(standing);
        for (var i = 0; i < tiers.Count; i++)
        {
            if (tiers[i] is null)
                return NotValid($"tiers[{i}]", "is null");
            if (tiers[i].IsGone)
                continue;
            var tier = tiers[i].ToTier($"tiers[{i}]", money, ladder);
            if (tier.Refusal is { } refusal)
                return refusal;
            ladder.Add(tier.Value);
        }

        var replaced = ReplacedOf(tiers, ladder);
        if (replaced.Refusal is { } gone)
            return gone;
        var rules = earning is null ? default : EarningCheck.Check(earning, ladder, replaced.Value.Keys, money);
        return rules.Refusal
            ?? (Checked<Programme>)new Programme(
                name, money, zone, windowMonths, graceDays, ladder.ToImmutable(), replaced.Value, earning, earning is null ? null : rules.Value);
    }

    private static Checked<FrozenDictionary<string, string>> ReplacedOf(IReadOnlyList<TierDefinition> tiers, IReadOnlyList<Tier> ladder)
    {
        var replaced = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < tiers.Count; i++)
        {
            var gone = tiers[i];
            if (!gone.IsGone)
                continue;
            if (gone != new TierDefinition(Code: gone.Code, ReplacedBy: gone.ReplacedBy))
                return NotValid($"tiers[{i}]", "is gone and has nothing but code and replacedBy");
            if (string.IsNullOrWhiteSpace(gone.Code) || ladder.Any(t => t.Code == gone.Code) || !replaced.TryAdd(gone.Code, gone.ReplacedBy!))
                return NotValid($"tiers[{i}].code", $"'{gone.Code}' is empty or there twice");
            if (ladder.All(t => t.Code != gone.ReplacedBy))
                return NotValid($"tiers[{i}].replacedBy", $"'{gone.ReplacedBy}' is the code of no tier");
        }

        return replaced.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The refusal of a programme, <c>programme-not-valid</c>.</summary>
    /// <param name="field">Path of the field, as <c>tiers[1].name</c>.</param>
    /// <param name="what">What is wrong with it, as the rest of a sentence that begins with the field.</param>
    public static Refusal NotValid(string field, string what) => new("programme-not-valid", $"{field} {what}.", field);

    private IReadOnlyList<(string Code, int Level)> BenefitsOf(int level) =>
    [
        .. Enumerable.Range(0, level + 1)
            .SelectMany(l => Tiers[l].Benefits.Select(code => (Code: code, Level: l)))
            .DistinctBy(b => b.Code),
    ];
}
