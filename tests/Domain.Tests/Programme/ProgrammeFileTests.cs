using FsCheck.Fluent;

namespace Loyalty.Domain.Tests;

public class ProgrammeFileTests
{
    private const string Sane = """
        {
          // Comments and a comma too many are welcome in a file that people write.
          "name": "Points of Zürich",
          "currency": "KWD",
          "timeZone": "Asia/Kuwait",
          "windowMonths": 24,
          "graceDays": 0,
          "tiers": [
            { "name": "Base", "threshold": 0 },
            { "name": "Top", "threshold": 12.345, "partnerBonusPercent": 12.5, "benefits": ["lounge"], "yearlyBenefitCost": { "low": 1, "high": 2.5 } },
          ]
        }
        """;

    [Fact]
    public void A_file_gives_the_programme_it_says()
    {
        var programme = ProgrammeFile.Parse(Sane).Value;
        Assert.Equal(
            ("Points of Zürich", "KWD", "Asia/Kuwait", 24, 0),
            (programme.Name, programme.Currency.Code, programme.TimeZone.Id, programme.WindowMonths, programme.GraceDays));
        Assert.Equal(("Base", 0, 0m), (programme.Tiers[0].Name, programme.Tiers[0].Threshold, programme.Tiers[0].PartnerBonusPercent));
        Assert.Equal(("Top", 12_345, 12.5m), (programme.Tiers[1].Name, programme.Tiers[1].Threshold, programme.Tiers[1].PartnerBonusPercent));
        Assert.Equal(["lounge"], programme.Tiers[1].Benefits.ToArray());
        Assert.Equal(new CostRange(1, 2.5m), programme.Tiers[1].YearlyBenefitCost);
    }

    [Fact]
    public void Writing_and_reading_gives_the_same_programme()
    {
        foreach (var programme in new[] { Make.Default, ProgrammeFile.Parse(Sane).Value })
            AssertSame(programme, ProgrammeFile.Parse(ProgrammeFile.Write(programme)).Value);
    }

    [Fact]
    public void Writing_and_reading_gives_the_same_of_any_programme() => Seeded.Check(
        Arb.From(Histories.Programmes),
        programme => AssertSame(programme, ProgrammeFile.Parse(ProgrammeFile.Write(programme)).Value));

    [Theory]
    [InlineData("\"graceDays\": 0,", "\"graceDays\": 0, \"graceWeeks\": 4,", "graceWeeks")]
    [InlineData("\"threshold\": 0 }", "\"threshold\": 0, \"colour\": \"red\" }", "colour")]
    [InlineData("\"low\": 1,", "\"low\": 1, \"middle\": 2,", "middle")]
    [InlineData("\"graceDays\": 0,", "\"graceDays\": 0, \"graceDays\": 30,", "graceDays")]
    [InlineData("\"windowMonths\": 24", "\"WindowMonths\": 24", "WindowMonths")]
    [InlineData("\"windowMonths\": 24", "\"windowMonths\": \"24\"", "windowMonths")]
    [InlineData("\"windowMonths\": 24", "\"windowMonths\": 2.5", "windowMonths")]
    [InlineData("\"windowMonths\": 24", "\"windowMonths\": null", "windowMonths")]
    [InlineData("\"windowMonths\": 24", "\"windowMonths\": 99999999999", "windowMonths")]
    [InlineData("\"currency\": \"KWD\"", "\"currency\": null", "currency")]
    [InlineData("\"currency\": \"KWD\"", "\"currency\": \"KWX\"", "currency")]
    [InlineData("\"timeZone\": \"Asia/Kuwait\"", "\"timeZone\": \"Asia/Kuweit\"", "timeZone")]
    [InlineData("\"name\": \"Points of Zürich\"", "\"name\": null", "name")]
    [InlineData("\"threshold\": 12.345", "\"threshold\": 12.3456", "tiers[1].threshold")]
    [InlineData("\"threshold\": 12.345", "\"threshold\": \"much\"", "tiers[1].threshold")]
    [InlineData("\"threshold\": 12.345", "\"threshold\": 1e99", "tiers[1].threshold")]
    [InlineData("\"name\": \"Base\", ", "", "tiers[0].name")]
    [InlineData("[\"lounge\"]", "[null]", "tiers[1].benefits")]
    [InlineData("[\"lounge\"]", "\"lounge\"", "tiers[1].benefits")]
    [InlineData("{ \"name\": \"Base\", \"threshold\": 0 }", "null", "tiers[0]")]
    public void What_is_not_sane_is_refused_and_the_field_named(string sane, string insane, string field)
    {
        Assert.Contains(sane, Sane, StringComparison.Ordinal);
        var refusal = ProgrammeFile.Parse(Sane.Replace(sane, insane, StringComparison.Ordinal)).Refusal;
        Assert.Equal("programme-not-valid", refusal?.Code);
        Assert.Contains(field, refusal!.Field, StringComparison.Ordinal);
        Assert.Contains(field, refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"name\": \"Points of Zürich\",", "programme", "name")]
    [InlineData("\"windowMonths\": 24,", "programme", "windowMonths")]
    [InlineData("\"graceDays\": 0,", "programme", "graceDays")]
    [InlineData("\"currency\": \"KWD\",", "programme", "currency")]
    [InlineData("\"threshold\": 12.345,", "tiers[1]", "threshold")]
    [InlineData(", \"threshold\": 0", "tiers[0]", "threshold")]
    [InlineData("\"low\": 1,", "tiers[1].yearlyBenefitCost", "low")]
    [InlineData(", \"high\": 2.5", "tiers[1].yearlyBenefitCost", "high")]
    public void What_is_left_out_is_refused_and_named(string sane, string field, string missing)
    {
        Assert.Contains(sane, Sane, StringComparison.Ordinal);
        var refusal = ProgrammeFile.Parse(Sane.Replace(sane, "", StringComparison.Ordinal)).Refused("programme-not-valid", field);
        Assert.Contains($"'{missing}'", refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("CHF")]
    public void What_is_no_programme_at_all_is_refused(string json) =>
        ProgrammeFile.Parse(json).Refused("programme-not-valid", "programme");

    private static void AssertSame(Programme expected, Programme actual)
    {
        Assert.Equal(
            (expected.Name, expected.Currency, expected.TimeZone.Id, expected.WindowMonths, expected.GraceDays),
            (actual.Name, actual.Currency, actual.TimeZone.Id, actual.WindowMonths, actual.GraceDays));
        Assert.Equal(expected.Tiers.Select(Plain), actual.Tiers.Select(Plain));
    }

    private static string Plain(Tier tier) =>
        $"{tier.Name} {tier.Threshold} {tier.PartnerBonusPercent} {string.Join('+', tier.Benefits)} {tier.YearlyBenefitCost}";
}
