using System.Globalization;
using Loyalty.Contracts;

namespace Loyalty.Chaos;

/// <summary>What is run, and how long.</summary>
/// <param name="Rounds">Blows a scenario deals; 10 by default.</param>
/// <param name="Seed">Repeats the amounts, members and pauses of an earlier run; not its timing.</param>
/// <param name="Watchers">Connections of the hub; 5,000 by default.</param>
/// <param name="Journals">sqlite, postgres or both.</param>
/// <param name="Only">A part of the names of the scenarios wanted, or empty for all.</param>
/// <param name="Engine">The engine's program.</param>
/// <param name="Table">Where the table is written.</param>
internal sealed record ChaosOptions(
    int Rounds, int Seed, int Watchers, IReadOnlyList<string> Journals, string Only, string Engine, string Table)
{
    public const string Usage =
        "bench/chaos [--rounds 10] [--seed 1] [--watchers 5000] [--journal sqlite|postgres] [--only part-of-a-name] [--engine Loyalty.Silo.dll] [--table bench/CHAOS.md]";

    /// <summary>Reads the command line.</summary>
    /// <returns>Null when it is not understood.</returns>
    public static ChaosOptions? Read(IReadOnlyList<string> args)
    {
        var options = new ChaosOptions(
            10, 1, 5_000, ["sqlite", "postgres"], "",
            RepositoryFiles.At("src/Silo/bin/Release/net10.0/Loyalty.Silo.dll"), RepositoryFiles.At("bench/CHAOS.md"));
        if (args.Count % 2 != 0)
            return null;
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = args[i + 1];
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : (int?)null;
            var next = (args[i], number) switch
            {
                ("--rounds", { } rounds) => options with { Rounds = rounds },
                ("--seed", { } seed) => options with { Seed = seed },
                ("--watchers", { } watchers) => options with { Watchers = watchers },
                ("--journal", _) when value is "sqlite" or "postgres" => options with { Journals = [value] },
                ("--only", _) => options with { Only = value },
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
