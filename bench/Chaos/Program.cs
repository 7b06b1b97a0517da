using Loyalty.Chaos;
using Loyalty.Contracts;

if (ChaosOptions.Read(args) is not { } options)
{
    await Console.Error.WriteLineAsync(ChaosOptions.Usage);
    return 2;
}

EngineProcess.Program = options.Engine;
Console.WriteLine(Table.Head);
var (lines, violated) = (new List<string>(), 0);
foreach (var planned in Planned.All(options))
{
    Verdict verdict;
    try
    {
        await using var journal = await planned.JournalAsync();
        verdict = await planned.Run(journal, planned.Rounds, options.Seed);
    }
    catch (Exception broken)
    {
        // The next scenario tells its own story.
        verdict = new Verdict(0, 0, 0, 0, 0, 0, 0) { Missing = [$"{broken.GetType().Name}: {broken.Message.ReplaceLineEndings(" ")}"] };
    }

    violated += verdict.IsClean ? 0 : 1;
    lines.Add(Table.Line(planned, verdict));
    Console.WriteLine(lines[^1]);
}

await File.WriteAllTextAsync(options.Table, Table.Page(options, lines));
return violated == 0 && lines.Count > 0 ? 0 : 1;
