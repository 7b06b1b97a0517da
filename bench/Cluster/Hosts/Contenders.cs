using Loyalty.Api;
using Loyalty.Grains;
using Loyalty.Silo;

namespace Loyalty.Bench.Cluster;

/// <summary>What can stand behind the API; <c>--contender</c> says which.</summary>
internal static class Contenders
{
    /// <exception cref="StartRefusedException">There is none of that name.</exception>
    public static async Task AddAsync(WebApplicationBuilder builder, LoyaltySettings settings)
    {
        switch (builder.Configuration["contender"])
        {
            case "single":
                await SingleNodeEngine.AddAsync(builder, settings);
                break;
            case "silo":
                await ClusterEngine.AddAsync(builder, settings);
                break;
            case "naive":
                // The same silo with the same settings; only the purchase goes another way.
                await ClusterEngine.AddAsync(builder, settings);
                builder.Services.AddSingleton<IGrains, NaiveGrains>();
                break;
            case var name:
                throw new StartRefusedException($"--contender is '{name}'; single, silo and naive are known.");
        }
    }
}
