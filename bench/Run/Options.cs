using System.Globalization;

namespace Loyalty.Bench;

/// <summary>The command line of <c>bench/run</c>.</summary>
/// <param name="Quick">Short loads and a tenth of the members: to see that all of it works, not to be quoted.</param>
/// <param name="Only">Contenders and parts to run; empty for all.</param>
/// <param name="Seconds">Length of one measured load.</param>
/// <param name="Repetitions">Times each measurement is made.</param>
/// <param name="Beside">A checkout of another commit with its <c>bench/Host</c> built, to be measured in the same turns; null for none.</param>
/// <param name="Folder">The folder <c>bench</c>: its programs are built, and it gets RESULTS.md, results.json and the plots.</param>
internal sealed record Options(bool Quick, IReadOnlySet<string> Only, int Seconds, int Repetitions, string? Beside, string Folder)
{
    /// <summary>Members stored before the run.</summary>
    public int Members => Quick ? 10_000 : 100_000;

    /// <summary>Purchases each of them has.</summary>
    public int Purchases => 10;

    /// <exception cref="FormatException">An option is not known or has no proper value.</exception>
    public static Options Read(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var quick = false;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--quick")
                quick = true;
            else if (args[i] is "--only" or "--seconds" or "--repetitions" or "--beside" or "--folder" && i + 1 < args.Length)
                values[args[i]] = args[++i];
            else
                throw new FormatException($"'{args[i]}' is not an option: --quick, --only NAME,..., --seconds N, --repetitions N, --beside FOLDER.");
        }

        var only = (values.GetValueOrDefault("--only") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var known = Parts.Names.Concat(Contender.All.Select(contender => contender.Name)).ToHashSet(StringComparer.Ordinal);
        if (only.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new FormatException($"--only: '{unknown}' is not one of {string.Join(", ", known)}.");
        return new Options(
            quick,
            only.ToHashSet(StringComparer.Ordinal),
            Number(values, "--seconds", quick ? 3 : 10),
            Number(values, "--repetitions", quick ? 1 : 3),
            values.GetValueOrDefault("--beside") is { } other ? Path.GetFullPath(other) : null,
            Path.GetFullPath(values.GetValueOrDefault("--folder") ?? "bench"));
    }

    /// <summary>Path of a built program of the benchmark.</summary>
    public string Program(string name) => Path.Combine(Folder, name, "bin/Release/net10.0", $"Loyalty.Bench.{name}.dll");

    /// <summary>Path of a contender's host.</summary>
    public string HostOf(Contender contender) =>
        Path.Combine(contender.Beside ? Path.Combine(Beside!, "bench") : Folder, "Host/bin/published/Loyalty.Bench.Host.dll");

    /// <summary>Whether a part is to be run.</summary>
    public bool Wants(string part) => Only.Count == 0 || Only.Contains(part) || (part == HttpPart.Name && !Only.Overlaps(Parts.Names));

    /// <summary>The contenders of the comparison.</summary>
    public IEnumerable<Contender> Contenders() => WithOtherCommit(Contender.All.Where(Wants));

    /// <summary>The engine on the journals that were asked for, and as another commit has it.</summary>
    public IEnumerable<Contender> Engines() => WithOtherCommit(OwnEngines());

    /// <summary>The engine on the journals that were asked for.</summary>
    public IEnumerable<Contender> OwnEngines() => Contender.Engines.Where(Wants);

    private IEnumerable<Contender> WithOtherCommit(IEnumerable<Contender> wanted) =>
        wanted.SelectMany(contender => Beside is not null && Contender.Engines.Contains(contender) ? [contender, contender.OfOtherCommit()] : (Contender[])[contender]);

    private bool Wants(Contender contender) => !Only.Overlaps(Contender.All.Select(c => c.Name)) || Only.Contains(contender.Name);

    private static int Number(Dictionary<string, string> values, string name, int usual) => values.GetValueOrDefault(name) switch
    {
        null => usual,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 600 => number,
        var text => throw new FormatException($"{name}: '{text}' is not a number from 1 to 600."),
    };
}
