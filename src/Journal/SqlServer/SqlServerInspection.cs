using Microsoft.Data.SqlClient;

namespace Loyalty.Journal;

/// <summary>Looks up what the database holds of some appends, in one round trip.</summary>
internal static class SqlServerInspection
{
    public const string Look =
        """
        SELECT asked.member, coalesce((SELECT TOP (1) j.version FROM journal j WHERE j.member = asked.member ORDER BY j.version DESC), 0)
        FROM (SELECT DISTINCT member FROM @rows) asked;
        SELECT j.[key] FROM @rows asked JOIN journal j ON j.[key] = asked.[key] WHERE j.[key] IS NOT NULL;
        SELECT j.member, j.version, j.type, j.body, j.at, j.sequence FROM @rows asked
        JOIN journal j ON j.member = asked.member AND j.version = asked.version;
        """;

    public static ExistingRows Of(SqlConnection connection, IReadOnlyList<PendingAppend> appends)
    {
        if (appends.Count == 0)
            return new ExistingRows();
        using var command = new SqlCommand(Look, connection);
        command.Parameters.Add(SqlServerTables.Journal("@rows", appends));
        using var reader = command.ExecuteReader();
        return ExistingRows.Read(reader);
    }
}
