using System.Globalization;
using Loyalty.Contracts;

namespace Loyalty.Fuzz;

/// <summary>What is sent, and how long.</summary>
/// <param name="Seconds">For each parser on each journal; 60 by default.</param>
/// <param name="Seed">What the inputs follow from; by chance where it is not given.</param>
/// <param name="First">Number of the first input, to send one again.</param>
/// <param name="Inputs">The most inputs; without bound by default.</param>
/// <param name="Parsers">json, lines, csv, address, hub; all by default.</param>
/// <param name="Journals">sqlite, postgres or both.</param>
/// <param name="Engine">The engine's program.</param>
/// <param name="Table">Where the table is written.</param>
internal sealed record FuzzOptions(
    int Seconds, int Seed, long First, long Inputs, IReadOnlyList<string> Parsers, IReadOnlyList<string> Journals, string Engine, string Table)
{
    public const string Usage =
        "bench/fuzz [--seconds 60] [--seed 1] [--first 0] [--inputs 100] [--parser json|lines|csv|address|hub] [--journal sqlite|postgres] [--engine Loyalty.Silo.dll] [--table bench/FUZZ.md]";

    /// <summary>Reads the command line.</summary>
    /// <returns>Null when it is not understood.</returns>
    public static FuzzOptions? Read(IReadOnlyList<string> args)
    {
        var options = new FuzzOptions(
            60, Random.Shared.Next(), 0, long.MaxValue, Fuzzing.Parsers, ["sqlite", "postgres"],
            RepositoryFiles.At("src/Silo/bin/Release/net10.0/Loyalty.Silo.dll"), RepositoryFiles.At("bench/FUZZ.md"));
        if (args.Count % 2 != 0)
            return null;
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = args[i + 1];
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (int?)null;
            var next = (args[i], number) switch
            {
                ("--seconds", { } seconds) => options with { Seconds = seconds },
                ("--seed", { } seed) => options with { Seed = seed },
                ("--first", { } first) => options with { First = first },
                ("--inputs", { } inputs) => options with { Inputs = inputs },
                ("--parser", _) when Fuzzing.Parsers.Contains(value) => options with { Parsers = [value] },
                ("--journal", _) when value is "sqlite" or "postgres" => options with { Journals = [value] },
                ("--engine", _) when File.Exists(value) => options with { Engine = Path.GetFullPath(value) },
                ("--table", _) => options with { Table = value },
                _ => null,
            };
            if (next is null)
                return null;
            options = next;
        }

        return options;
    }
}
