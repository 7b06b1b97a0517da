using Loyalty.Api;
using Loyalty.Bench;

if (args is ["seed", ..])
    return await SeedCommand.RunAsync(args[1..]);

// The engine's own program, with the contender in the engine's place and the questions of the benchmark beside the API.
await using var app = await LoyaltyApp.BuildAsync(args, Contenders.AddAsync);
app.MapBench();
await app.StartAsync();
await app.WaitForShutdownAsync();
return 0;
