using System.Globalization;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>The configuration section <c>Loyalty:Retention</c>, checked.</summary>
public static class RetentionSettings
{
    /// <exception cref="StartRefusedException">One is not valid.</exception>
    public static RetentionPeriods Read(IConfiguration configuration) => new()
    {
        CheckInDays = Number(configuration, "CheckInDays", RetentionPeriods.MinCheckInDays, RetentionPeriods.MaxCheckInDays) ?? RetentionPeriods.DefaultCheckInDays,
        TrailYears = Number(configuration, "TrailYears", 1, RetentionPeriods.MaxYears) ?? RetentionPeriods.DefaultTrailYears,
        InactiveYears = Number(configuration, "InactiveYears", 1, RetentionPeriods.MaxYears),
        MaxLeapDays = Number(configuration, "MaxLeapDays", 0, RetentionPeriods.MostLeapDays) ?? RetentionPeriods.DefaultMaxLeapDays,
        MaxSharePercent = Number(configuration, "MaxSharePercent", 0, 100) ?? RetentionPeriods.DefaultMaxSharePercent,
    };

    private static int? Number(IConfiguration configuration, string key, int least, int most)
    {
        if (configuration["Loyalty:Retention:" + key] is not { Length: > 0 } value)
            return null;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw LoyaltySettings.NotValid(
                "Retention:" + key, string.Create(CultureInfo.InvariantCulture, $"is '{value}'; a whole number from {least} to {most} is allowed"));
    }
}
