using System.Diagnostics;
using Loyalty.Contracts;
using Loyalty.Fuzz;

if (FuzzOptions.Read(args) is not { } options)
{
    await Console.Error.WriteLineAsync(FuzzOptions.Usage);
    return 2;
}

EngineProcess.Program = options.Engine;
Console.WriteLine(Table.Head);
var (lines, violated) = (new List<string>(), 0);
foreach (var name in options.Journals)
{
    await using var journal = name == "sqlite" ? await ChaosJournal.SqliteAsync() : await ChaosJournal.PostgresAsync();
    foreach (var parser in options.Parsers)
    {
        // Each engine begins with an empty ledger.
        string[] settings = journal.Server is { } server
            ? ["--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={await server.NewDatabaseAsync()}"]
            : [];
        var began = Stopwatch.GetTimestamp();
        var verdict = await Fuzzing.RunAsync(
            parser, options.Seed, options.First, inputs => inputs < options.Inputs && Stopwatch.GetElapsedTime(began).TotalSeconds < options.Seconds, settings);
        violated += verdict.Violations.Count;
        lines.Add(Table.Line(name, verdict));
        Console.WriteLine(lines[^1]);
        foreach (var violation in verdict.Violations)
            await Console.Error.WriteLineAsync(violation);
    }
}

if (options.First == 0)
    await File.WriteAllTextAsync(options.Table, Table.Page(options, lines));
return violated == 0 ? 0 : 1;
