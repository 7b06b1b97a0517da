using System.Data.Common;

namespace Loyalty.Journal;

/// <summary>Statements without parameters, for opening a connection or a schema.</summary>
internal static class SqlText
{
    /// <summary>Runs a text of one statement or several; what they answer is not read.</summary>
    public static void Execute(this DbConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
