using Microsoft.Data.SqlClient;

namespace Loyalty.Journal;

/// <summary>The connection string of a SQL Server journal, checked and completed.</summary>
internal static class SqlServerSettings
{
    /// <summary>Connections that read at once, unless the connection string says otherwise.</summary>
    private const int ReadConnections = 16;

    private const string Key = "Loyalty:Journal:ConnectionString";

    /// <exception cref="JournalRefusedException">It is none, or one that would not be safe or cannot work.</exception>
    public static SqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var settings = new SqlConnectionStringBuilder(connectionString) { MultipleActiveResultSets = false, Enlist = false };
            Check(settings);
            // The driver would refuse its pool to readers for up to a minute after the server is back.
            settings.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
            // What is tried again, and for how long, is the journal's affair.
            settings.ConnectRetryCount = 0;
            if (!settings.ShouldSerialize("Max Pool Size"))
                settings.MaxPoolSize = Math.Max(ReadConnections, settings.MinPoolSize);
            if (!settings.ShouldSerialize("Application Name"))
                settings.ApplicationName = "loyalty";
            return settings;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new JournalRefusedException($"{Key} is not valid for sqlserver: {e.Message}", e);
        }
    }

    private static void Check(SqlConnectionStringBuilder settings)
    {
        if (settings.Encrypt.Equals(SqlConnectionEncryptOption.Optional))
        {
            throw new JournalRefusedException(
                $"{Key} has Encrypt={settings.Encrypt}: members' data would cross the network in clear, and on Linux the driver misreads long texts then. "
                + "Leave Encrypt out, and say TrustServerCertificate=True where the server's certificate is of its own making.");
        }

        if (settings.Authentication is not (SqlAuthenticationMethod.NotSpecified or SqlAuthenticationMethod.SqlPassword))
        {
            throw new JournalRefusedException(
                $"{Key} has Authentication={settings.Authentication}, which the engine's driver does not bring: name a User ID and Password.");
        }
    }
}
