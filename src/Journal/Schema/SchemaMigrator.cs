using System.Data.Common;
using System.Globalization;

namespace Loyalty.Journal;

/// <summary>
/// Brings a database to the schema of this engine: an ordered list of migrations, of which the database remembers how many it has
/// had. A migration that has shipped is never edited; the next one is added after it.
/// </summary>
internal static class SchemaMigrator
{
    private const string MakeVersions = "CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)";

    /// <summary>Runs what is missing inside the caller's transaction, which must keep other starters out.</summary>
    /// <param name="makeVersions">Makes the table of that number where there is none, in the words of a dialect that needs its own.</param>
    /// <exception cref="JournalRefusedException">A newer engine has been here.</exception>
    public static void Migrate(DbConnection connection, IReadOnlyList<string> migrations, string makeVersions = MakeVersions)
    {
        connection.Execute(makeVersions);
        var found = Version(connection);
        if (found > migrations.Count)
        {
            throw new JournalRefusedException(
                $"The journal has schema version {found}, this engine knows versions up to {migrations.Count}: start a newer engine on it.");
        }

        if (found == migrations.Count)
            return;
        for (var i = (int)found; i < migrations.Count; i++)
            connection.Execute(migrations[i]);
        connection.Execute("DELETE FROM schema_version");
        connection.Execute($"INSERT INTO schema_version (version) VALUES ({migrations.Count})");
    }

    private static long Version(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(version), 0) FROM schema_version";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
