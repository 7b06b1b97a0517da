using System.Globalization;
using System.Text;

namespace Loyalty.Bench;

/// <summary>Writes RESULTS.md, and results.json with every single number.</summary>
internal static class ResultsPage
{
    public static async Task WriteAsync(BenchRun run, IReadOnlyList<(string Name, string Value)> machine)
    {
        var page = new StringBuilder("# Results\n\n");
        page.Append("Written by `bench/run`; what the names mean and how to repeat it is in [README.md](README.md). Every number is the median of\n");
        page.Append($"{run.Options.Repetitions} repetitions, with the least and the greatest behind it.\n\n");
        if (run.Options.Quick)
            page.Append("**A quick run: short loads on a tenth of the members. It shows that all of it works and is not to be quoted.**\n\n");
        Rows(page, ["", ""], machine.Select(line => new[] { line.Name, line.Value }));
        AppendGoals(page, "Targets", Goals.All, run.Samples);
        if (run.Options.Beside is not null)
            AppendGoals(page, "Against the other commit", Goals.AgainstOtherCommit, run.Samples);
        foreach (var part in run.Samples.All.Select(sample => sample.Part).Distinct(StringComparer.Ordinal))
            AppendPart(page, run.Samples, part);
        await File.WriteAllTextAsync(Path.Combine(run.Options.Folder, "RESULTS.md"), page.ToString().TrimEnd() + "\n");
        await File.WriteAllTextAsync(Path.Combine(run.Options.Folder, "results.json"), run.Samples.ToJson() + "\n");
    }

    private static void AppendGoals(StringBuilder page, string title, IReadOnlyList<Goal> goals, Samples samples)
    {
        page.Append($"\n## {title}\n\n");
        Rows(page, ["Ratio or bound", "Target", "Measured", ""], goals.Select(goal => new[]
        {
            goal.Text,
            (goal.AtLeast ? "≥ " : "≤ ") + Number(goal.Target),
            goal.Measure(samples) is { } value ? Number(value) : "",
            goal.IsReached(samples) switch { true => "reached", false => "**not reached**", null => "not measured" },
        }));
    }

    private static void AppendPart(StringBuilder page, Samples samples, string part)
    {
        page.Append($"\n## {PartTitles.Of(part)}\n");
        if (PartTitles.PlotOf(part) is { } plot)
            page.Append($"\n![{PartTitles.Of(part)}]({plot})\n");
        foreach (var variant in samples.All.Where(sample => sample.Part == part).GroupBy(sample => sample.Variant))
        {
            var metrics = variant.Select(sample => sample.Metric).Distinct(StringComparer.Ordinal).ToList();
            page.Append(variant.Key.Length > 0 ? $"\n### {variant.Key}\n\n" : "\n");
            Rows(page, ["", .. metrics], variant.Select(sample => sample.Subject).Distinct(StringComparer.Ordinal).Select(subject =>
                (string[])[subject, .. metrics.Select(metric => Cell(samples.Of(part, subject, variant.Key, metric)))]));
        }
    }

    private static string Cell(Spread? spread) => spread switch
    {
        null => "",
        { Least: var least, Greatest: var greatest } when least == greatest => Number(spread.Median),
        _ => $"{Number(spread.Median)} ({Number(spread.Least)} – {Number(spread.Greatest)})",
    };

    // Three digits that matter; whole numbers from a hundred on.
    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 or 0 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    private static void Rows(StringBuilder page, IReadOnlyList<string> head, IEnumerable<string[]> rows)
    {
        page.Append($"| {string.Join(" | ", head)} |\n|{string.Concat(head.Select((_, i) => i == 0 ? "---|" : "---:|"))}\n");
        foreach (var row in rows)
            page.Append($"| {string.Join(" | ", row)} |\n");
    }
}
