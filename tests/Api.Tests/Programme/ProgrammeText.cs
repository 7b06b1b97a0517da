using Loyalty.Domain;

namespace Loyalty.Api.Tests;

/// <summary>The built-in programme as a file, with changes.</summary>
internal static class ProgrammeText
{
    public static string BuiltIn => ProgrammeFile.Write(BuiltInProgramme.Value);

    /// <summary>With earning rules.</summary>
    public static string With(string earning) => $"{BuiltIn.TrimEnd().TrimEnd('}').TrimEnd()}, \"earning\": {{ {earning} }} }}";

    /// <summary>With other thresholds, another grace, or limits of Silver's benefits.</summary>
    public static string Changed(int silver = 1000, int gold = 2500, int grace = 30, string? limits = null) => BuiltIn
        .Replace("\"code\": \"silver\"", limits is null ? "\"code\": \"silver\"" : $"\"code\": \"silver\", \"limits\": {limits}", StringComparison.Ordinal)
        .Replace("\"threshold\": 1000.00", $"\"threshold\": {silver}", StringComparison.Ordinal)
        .Replace("\"threshold\": 2500.00", $"\"threshold\": {gold}", StringComparison.Ordinal)
        .Replace("\"graceDays\": 30", $"\"graceDays\": {grace}", StringComparison.Ordinal);
}
