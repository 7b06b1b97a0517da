using Loyalty.Bench;

if (args is ["seed", ..])
    return await SeedCommand.RunAsync(args[1..]);

// The engine's own program, or the API alone with a baseline in the grains' place; the questions of the benchmark stand beside the API.
await using var app = await Contenders.BuildAsync(args);
app.MapBench();
await app.StartAsync();
await app.WaitForShutdownAsync();
return 0;
