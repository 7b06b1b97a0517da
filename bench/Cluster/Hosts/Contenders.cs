using Loyalty.Api;

namespace Loyalty.Bench.Cluster;

/// <summary>What can stand behind the API; <c>--contender</c> says which.</summary>
internal static class Contenders
{
    /// <exception cref="StartRefusedException">There is none of that name.</exception>
    public static Task<WebApplication> BuildAsync(string[] args) => new ConfigurationBuilder().AddCommandLine(args).Build()["contender"] switch
    {
        "silo" => Silo.Program.BuildAsync(args),
        // The same silo with the same settings; only the purchase goes another way.
        "naive" => Silo.Program.BuildAsync(args, builder => builder.Services.AddSingleton<IOutgoingGrainCallFilter, NaiveWay>()),
        var name => throw new StartRefusedException($"--contender is '{name}'; silo and naive are known."),
    };
}
