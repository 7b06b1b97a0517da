using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loyalty.Domain;

/// <summary><c>programme.json</c>: a programme as people write it. Every field is needed but those of a tier that may be nothing.</summary>
public sealed record ProgrammeFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public required string Name { get; init; }

    public required string Currency { get; init; }

    public required string TimeZone { get; init; }

    public required int WindowMonths { get; init; }

    public required int GraceDays { get; init; }

    public required IReadOnlyList<TierDefinition> Tiers { get; init; }

    /// <summary>Left out: everything counts at once, with the tier's bonus.</summary>
    public EarningFile? Earning { get; init; }

    /// <summary>Reads and checks a programme.</summary>
    /// <returns>Refused with <c>programme-not-valid</c> and the field at fault.</returns>
    public static Checked<Programme> Parse(string json)
    {
        try
        {
            var file = JsonSerializer.Deserialize<ProgrammeFile>(json, Options);
            return file is null ? Programme.NotValid("programme", "is null") : file.ToProgramme();
        }
        catch (JsonException fault)
        {
            var field = fault.Path is { Length: > 2 } path ? path[2..] : "programme";
            return new Refusal("programme-not-valid", $"{field}: {fault.Message}", field);
        }
    }

    /// <summary>Whether a text that is no programme is JSON at all.</summary>
    public static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The file that gives this programme back.</summary>
    public static string Write(Programme programme) => JsonSerializer.Serialize(Of(programme), Options);

    /// <summary>The programme in the words of the file.</summary>
    public static ProgrammeFile Of(Programme programme) => new()
    {
        Name = programme.Name,
        Currency = programme.Currency.Code,
        TimeZone = programme.TimeZone.Id,
        WindowMonths = programme.WindowMonths,
        GraceDays = programme.GraceDays,
        Tiers =
        [
            .. programme.Tiers.Select(t => new TierDefinition(
                t.Name, Money.ToDecimal(t.Threshold, programme.Currency), t.PartnerBonusPercent, t.Benefits, t.YearlyBenefitCost, t.Code, Colour: t.Colour, Limits: t.Limits)),
            .. programme.Replaced.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new TierDefinition(Code: r.Key, ReplacedBy: r.Value)),
        ],
        Earning = programme.WrittenEarning,
    };

    private Checked<Programme> ToProgramme() =>
        Programme.Create(Name, Currency, TimeZone, WindowMonths, GraceDays, Tiers, Earning);
}
