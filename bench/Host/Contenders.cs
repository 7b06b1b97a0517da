using Loyalty.Api;

namespace Loyalty.Bench;

/// <summary>What can stand behind the API; <c>--contender</c> says which.</summary>
internal static class Contenders
{
    /// <summary>Adds the contender that the command line names.</summary>
    /// <exception cref="StartRefusedException">There is none of that name.</exception>
    public static Task AddAsync(WebApplicationBuilder builder, LoyaltySettings settings)
    {
        var name = builder.Configuration["contender"];
        builder.Services.AddSingleton(BenchSettings.Read(builder.Configuration));
        switch (name)
        {
            case "postgres" or "sqlite":
                builder.Services.AddSingleton<IStoredPurchases, JournalPurchases>();
                return SingleNodeEngine.AddAsync(builder, settings);
            case "crud":
                return CrudEngine.AddAsync(builder);
            case "memory":
                return JournalEngine.AddMemoryAsync(builder);
            case "frames":
                return JournalEngine.AddFramesAsync(builder);
            default:
                throw new StartRefusedException($"--contender is '{name}'; postgres, sqlite, crud, memory and frames are known.");
        }
    }
}

/// <summary>The command line of a contender.</summary>
/// <param name="Members">Members that are stored before the run.</param>
/// <param name="Purchases">Purchases each of them has.</param>
/// <param name="Data">Connection string or path of the contender's store, where it is none of the engine's own.</param>
internal sealed record BenchSettings(int Members, int Purchases, string Data)
{
    public static BenchSettings Read(IConfiguration configuration) => new(
        configuration.GetValue("members", 100_000), configuration.GetValue("purchases", 10), configuration["data"] ?? "");
}
