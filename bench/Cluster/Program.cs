using Loyalty.Bench.Cluster;

// As a contender, started by the run below; else the run.
if (Array.Exists(args, argument => argument == "--contender"))
{
    await using var app = await Contenders.BuildAsync(args);
    await app.StartAsync();
    await app.WaitForShutdownAsync();
    return 0;
}

await ClusterRun.RunAsync(folder: args.ElementAtOrDefault(0) ?? "bench", quick: args.Contains("--quick"), only: args.Contains("--only") ? args[^1] : null);
return 0;
