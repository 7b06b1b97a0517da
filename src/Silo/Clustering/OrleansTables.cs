using System.Data.Common;
using Loyalty.Api;

namespace Loyalty.Silo;

/// <summary>Looks whether Orleans' tables are there, so that a forgotten script is told as one.</summary>
internal static class OrleansTables
{
    /// <summary>One query of each script.</summary>
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["MembershipReadAllKey"] = "02-membership.sql",
        ["ReadRangeRows1Key"] = "03-reminders.sql",
        ["ReadFromStorageKey"] = "04-storage.sql",
    };

    // Orleans' names for the drivers, and where they are found.
    private static readonly Dictionary<string, string> Drivers = new(StringComparer.Ordinal)
    {
        ["Npgsql"] = "Npgsql.NpgsqlFactory, Npgsql",
        ["Microsoft.Data.SqlClient"] = "Microsoft.Data.SqlClient.SqlClientFactory, Microsoft.Data.SqlClient",
    };

    /// <exception cref="StartRefusedException">They are not, or cannot be read.</exception>
    public static async Task RequireAsync(ClusterSettings cluster)
    {
        var missing = new Dictionary<string, string>(Scripts, StringComparer.Ordinal);
        try
        {
            DbProviderFactories.RegisterFactory(cluster.Invariant, Drivers[cluster.Invariant]);
            await using var connection = DbProviderFactories.GetFactory(cluster.Invariant).CreateConnection()!;
            connection.ConnectionString = cluster.ConnectionString;
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT QueryKey FROM OrleansQuery";
            await using var keys = await command.ExecuteReaderAsync();
            while (await keys.ReadAsync())
                missing.Remove(keys.GetString(0));
        }
        catch (DbException fault)
        {
            throw new StartRefusedException(
                $"Loyalty:Cluster:ConnectionString: Orleans' tables cannot be read ({fault.Message}); the scripts are in deploy/sql.");
        }

        if (missing.Count > 0)
            throw new StartRefusedException($"Loyalty:Cluster:ConnectionString: run {string.Join(", ", missing.Values)} of deploy/sql in this database.");
    }
}
