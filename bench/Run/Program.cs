using Loyalty.Bench;

Options options;
try
{
    options = Options.Read(args);
}
catch (FormatException notValid)
{
    await Console.Error.WriteLineAsync(notValid.Message);
    return 2;
}

var folder = Directory.CreateTempSubdirectory("loyalty-bench-").FullName;
try
{
    await using var database = await Database.StartAsync();
    await using var run = new BenchRun(options, database, folder);
    var machine = Machine.Describe(database, folder, options.Beside);
    foreach (var (name, part) in Parts.All)
    {
        if (!options.Wants(name))
            continue;
        await part(run);
        await ResultsPage.WriteAsync(run, machine);
    }

    return 0;
}
catch (InvalidRunException invalid)
{
    await Console.Error.WriteLineAsync($"This run is not valid: {invalid.Message}");
    return 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
