using Loyalty.Domain;
using Loyalty.Grains;
using Npgsql;

namespace Loyalty.Bench;

/// <summary>
/// The baseline: what a careful developer writes without an engine. One transaction a purchase on a pooled connection, statements
/// prepared, one round trip for the two of them and one for the commit.
/// </summary>
internal static class CrudEngine
{
    public static Task AddAsync(WebApplicationBuilder builder)
    {
        var connection = new NpgsqlConnectionStringBuilder(BenchSettings.Read(builder.Configuration).Data) { MaxAutoPrepare = 16, AutoPrepareMinUsages = 1 };
        var services = builder.Services;
        services.AddSingleton(NpgsqlDataSource.Create(connection.ConnectionString));
        services.AddSingleton(s => new CrudTables(s.GetRequiredService<NpgsqlDataSource>(), s.GetRequiredService<Programme>()));
        services.AddSingleton<IGrains>(s => new CrudGrains(
            s.GetRequiredService<CrudTables>(), s.GetRequiredService<Programme>(), s.GetRequiredService<ProgrammeClock>()));
        services.AddSingleton<IStoredPurchases>(s => s.GetRequiredService<CrudTables>());
        // What the API's other endpoints ask for; the benchmark calls none of them but the check.
        services.AddSingleton<IJournal, MemoryJournal>();
        services.AddSingleton(new RateBook(new MemoryStores())).AddSingleton<IRateBook>(s => s.GetRequiredService<RateBook>());
        services.AddSingleton<IEngineFacts, MemoryStores>().AddSingleton<IExpirySweep, ExpirySweep>();
        UncalledServices.AddTo(services);
        return Task.CompletedTask;
    }
}
