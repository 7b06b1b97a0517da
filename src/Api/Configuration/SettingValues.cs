using System.Globalization;

namespace Loyalty.Api;

/// <summary>Reads values of the section <c>Loyalty</c> and refuses, by name, what cannot be taken.</summary>
internal static class SettingValues
{
    private static readonly char[] Separators = [' ', ',', ';'];

    /// <summary><c>true</c> or <c>false</c>; false when it is not set.</summary>
    public static bool Flag(this IConfiguration configuration, string key) => configuration["Loyalty:" + key] switch
    {
        null or "" => false,
        var value when bool.TryParse(value, out var flag) => flag,
        var value => throw LoyaltySettings.NotValid(key, $"is '{value}'; true or false are allowed"),
    };

    /// <summary>A whole number within bounds.</summary>
    public static int Number(this IConfiguration configuration, string key, int unset, int least, int most)
    {
        if (configuration["Loyalty:" + key] is not { Length: > 0 } value)
            return unset;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw LoyaltySettings.NotValid(key, string.Create(CultureInfo.InvariantCulture, $"is '{value}'; a whole number from {least} to {most} is allowed"));
    }

    /// <summary>A list: one text with commas, semicolons or spaces between, or an array.</summary>
    public static IReadOnlyList<string> Names(this IConfiguration configuration, string key)
    {
        var section = configuration.GetSection("Loyalty:" + key);
        return section.Value is { } text
            ? text.Split(Separators, StringSplitOptions.RemoveEmptyEntries)
            : [.. section.GetChildren().Select(child => child.Value).OfType<string>()];
    }
}
