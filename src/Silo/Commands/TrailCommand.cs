using Loyalty.Api;
using System.Globalization;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>The command <c>--verify-trail</c>: verifies all of the trail, says so in one line, and ends.</summary>
public static class TrailCommand
{
    /// <summary>The exit code when the trail is not as it was written.</summary>
    public const int BrokenExitCode = 2;

    /// <summary>Whether the command is asked for.</summary>
    public static bool IsWanted(IConfiguration configuration) => configuration["Loyalty:Trail:Verify"] == "true";

    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">What is expected cannot be read.</exception>
    public static async Task<int> RunAsync(IServiceProvider services, IConfiguration configuration, TextWriter output)
    {
        var expected = Expected(configuration["Loyalty:Trail:Expect"]);
        try
        {
            var verdict = await new TrailCheck(services.GetRequiredService<ITrailStore>(), services.GetRequiredService<IJournal>()).CheckAllAsync(expected);
            await output.WriteLineAsync(Text(verdict));
            return verdict.Break is null ? 0 : BrokenExitCode;
        }
        catch (Exception fault)
        {
            // Whatever has become of it: what cannot be verified is not as it was written.
            await output.WriteLineAsync($"The trail cannot be verified: {fault.Message.ReplaceLineEndings(" ")}");
            return BrokenExitCode;
        }
    }

    private static string Text(TrailVerdict verdict) => verdict.Break is { } fault
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"The trail is broken at record {fault.Sequence} ({fault.What}): expected {fault.Expected}, found {fault.Found}. {verdict.Records} records before it are sound.")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"The trail is as it was written: {verdict.Records} records, {verdict.First} to {verdict.Through}. Its head is {verdict.Head.Sequence}:{verdict.Head.Hash}");

    private static TrailEnd? Expected(string? value)
    {
        if (value is null or "")
            return null;
        return value.Split(':') is [var sequence, { Length: 64 } hash]
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? new TrailEnd(number, hash)
                : throw LoyaltySettings.NotValid("Trail:Expect", $"is '{value}'; a head such as 1234:<64 hexadecimal digits> is needed");
    }
}
