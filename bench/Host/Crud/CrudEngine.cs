using Loyalty.Api;
using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Grains;
using Npgsql;

namespace Loyalty.Bench;

/// <summary>
/// The baseline: what a careful developer writes without an engine. One transaction a purchase on a pooled connection, statements
/// prepared, one round trip for the two of them and one for the commit. The same API reads the request and writes the reply; there is no silo.
/// </summary>
internal static class CrudEngine
{
    /// <param name="data">The database's connection string.</param>
    public static WebApplication Build(string[] args, string data, Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddLoyaltyApi();
        var connection = new NpgsqlConnectionStringBuilder(data) { MaxAutoPrepare = 16, AutoPrepareMinUsages = 1 };
        var services = builder.Services;
        services.AddSingleton(NpgsqlDataSource.Create(connection.ConnectionString));
        services.AddSingleton(s => new CrudTables(s.GetRequiredService<NpgsqlDataSource>(), s.GetRequiredService<Programme>()));
        services.AddSingleton<IGrainFactory>(s => new FakeGrainFactory(member => new CrudAccount(
            member, s.GetRequiredService<CrudTables>(), s.GetRequiredService<Programme>(), s.GetRequiredService<ProgrammeClock>())));
        UncalledServices.AddTo(services);
        configure(builder);
        return builder.Build().MapLoyaltyApi();
    }
}
