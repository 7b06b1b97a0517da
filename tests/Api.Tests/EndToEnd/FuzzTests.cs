using System.Diagnostics;
using System.Globalization;

namespace Loyalty.Api.Tests;

/// <summary>
/// Every parser for some seconds, with another seed each time; a failure names the seed and the input, and bench/fuzz sends it again.
/// LOYALTY_FUZZ_SEED chooses the seed.
/// </summary>
public sealed class FuzzTests
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    private static readonly int Seed =
        int.TryParse(Environment.GetEnvironmentVariable("LOYALTY_FUZZ_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    public static TheoryData<string> Parsers => [.. Fuzzing.Parsers];

    [Theory]
    [MemberData(nameof(Parsers))]
    public async Task Nothing_that_is_sent_breaks_the_engine_or_changes_what_it_should_not(string parser)
    {
        var began = Stopwatch.GetTimestamp();
        var verdict = await Fuzzing.RunAsync(parser, Seed, 0, inputs => inputs < 200 || Stopwatch.GetElapsedTime(began) < Time);
        Assert.True(verdict.Violations.Count == 0, $"{string.Join("\n", verdict.Violations)}");
        Assert.True(verdict.Taken > 0 && (verdict.Refused > 0 || parser == "lines"), $"{verdict.Inputs} inputs, {verdict.Taken} taken, {verdict.Refused} refused");
        Assert.True(verdict.Changes > 0 || parser is "address" or "hub", "nothing was changed by what was taken");
    }
}
