using Loyalty.Api;
using Loyalty.Bench.Cluster;

// As a contender, started by the run below; else the run.
if (Array.Exists(args, argument => argument == "--contender"))
    return await LoyaltyApp.RunAsync(args, Contenders.AddAsync);

await ClusterRun.RunAsync(folder: args.ElementAtOrDefault(0) ?? "bench", quick: args.Contains("--quick"), only: args.Contains("--only") ? args[^1] : null);
return 0;
