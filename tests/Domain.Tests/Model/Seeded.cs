using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Loyalty.Domain.Tests;

/// <summary>
/// Runs a property from a fixed seed, so that a failure is the same on every machine. LOYALTY_TEST_SEED, an odd number, looks
/// elsewhere; LOYALTY_TEST_RUNS looks longer. A failure prints the smallest history that shows it, and the seed.
/// </summary>
internal static class Seeded
{
    private const ulong FixedSeed = 20261121;

    public static void Check<T>(Arbitrary<T> values, Action<T> holds, int runs = 100)
    {
        var seed = Number("LOYALTY_TEST_SEED") ?? FixedSeed;
        var replay = new Replay(new Rnd(seed, seed | 1), FSharpOption<int>.None);
        var config = Config.QuickThrowOnFailure
            .WithReplay(FSharpOption<Replay>.Some(replay))
            .WithMaxTest((int)(Number("LOYALTY_TEST_RUNS") ?? (ulong)runs));
        var property = Prop.ForAll(values, holds);
        try
        {
            FsCheck.Check.One(config, property);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"LOYALTY_TEST_SEED={seed} shows it again. {fault.Message}", fault);
        }
    }

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
