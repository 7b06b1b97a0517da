using Microsoft.Data.SqlClient;

namespace Loyalty.Journal;

/// <summary>A connection string of SQL Server, checked and completed.</summary>
public static class SqlServerSettings
{
    /// <summary>Connections that read at once, unless the connection string says otherwise.</summary>
    private const int ReadConnections = 16;

    /// <summary>The journal's.</summary>
    /// <exception cref="JournalRefusedException">It is none, or one that would not be safe or cannot work.</exception>
    internal static SqlConnectionStringBuilder Parse(string connectionString)
    {
        Check(connectionString, "Loyalty:Journal:ConnectionString");
        var settings = new SqlConnectionStringBuilder(connectionString)
        {
            MultipleActiveResultSets = false,
            Enlist = false,
            // The driver would refuse its pool to readers for up to a minute after the server is back.
            PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock,
            // What is tried again, and for how long, is the journal's affair.
            ConnectRetryCount = 0,
        };
        if (!settings.ShouldSerialize("Max Pool Size"))
            settings.MaxPoolSize = Math.Max(ReadConnections, settings.MinPoolSize);
        if (!settings.ShouldSerialize("Application Name"))
            settings.ApplicationName = "loyalty";
        return settings;
    }

    /// <summary>Refuses what would not be safe or cannot work.</summary>
    /// <param name="key">The setting, as it is told.</param>
    /// <exception cref="JournalRefusedException">It would not, or is no connection string.</exception>
    public static void Check(string connectionString, string key)
    {
        SqlConnectionStringBuilder settings;
        try
        {
            settings = new SqlConnectionStringBuilder(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw NotValid(key, e);
        }

        if (settings.Encrypt.Equals(SqlConnectionEncryptOption.Optional))
        {
            throw new JournalRefusedException(
                $"{key} has Encrypt={settings.Encrypt}: members' data would cross the network in clear, and on Linux the driver misreads long texts then. "
                + "Leave Encrypt out, and say TrustServerCertificate=True where the server's certificate is of its own making.");
        }

        if (settings.Authentication is not (SqlAuthenticationMethod.NotSpecified or SqlAuthenticationMethod.SqlPassword))
        {
            throw new JournalRefusedException(
                $"{key} has Authentication={settings.Authentication}, which the engine's driver does not bring: name a User ID and Password.");
        }
    }

    private static JournalRefusedException NotValid(string key, Exception reason) => new($"{key} is not valid for sqlserver: {reason.Message}", reason);
}
