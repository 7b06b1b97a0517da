using System.Text.RegularExpressions;

namespace Loyalty.Deploy.Tests;

/// <summary>What can be known of the SQL Server scripts without a server: its parser takes them, and they ask for what Orleans gives.</summary>
public partial class SqlServerScriptTests
{
    private static readonly Dictionary<string, string> Statements = OrleansScripts.Of("sqlserver")
        .SelectMany(file => TransactSql.Parse(File.ReadAllText(file)).InsertedTexts)
        .ToDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Keys => [.. OrleansScripts.Parameters.Keys];

    [Fact]
    public void Every_key_that_orleans_asks_for_is_there_and_nothing_else() =>
        Assert.Equal(OrleansScripts.Parameters.Keys.Order(StringComparer.Ordinal), Statements.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_statement_is_read_by_the_parser_and_names_only_what_it_is_given(string key)
    {
        var script = TransactSql.Parse(Statements[key]);
        Assert.InRange(script.Statements, 1, 20);
        Assert.Equal(OrleansScripts.Parameters[key].Order(StringComparer.Ordinal), script.Parameters.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_statement_fits_its_column(string key) => Assert.InRange(Statements[key].Length, 1, 8000);

    // A database's own collation seldom tells capitals apart, and names that differ in them alone would be one row.
    [Fact]
    public void What_names_something_is_compared_by_its_characters()
    {
        var columns = OrleansScripts.Of("sqlserver").SelectMany(File.ReadLines)
            .Where(line => NamingColumn().IsMatch(line))
            .ToList();
        Assert.Equal(9, columns.Count);
        Assert.All(columns, column => Assert.Contains(" COLLATE Latin1_General_100_BIN2 ", column, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^ +(?:DeploymentId|Address|ServiceId|GrainId|ReminderName|GrainTypeString|GrainIdExtensionString) +N?VARCHAR\(", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamingColumn();

    [Fact]
    public void The_parser_refuses_what_is_no_statement() =>
        Assert.Throws<FormatException>(() => TransactSql.Parse("INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING"));
}

/// <summary>The same statements on a SQL Server, in a database of its own for each test, which stays there.</summary>
[RunsOnSqlServer]
public class SqlServerMembershipTests : MembershipContract
{
    private protected override Task<OrleansDatabase> NewDatabaseAsync() => OrleansDatabase.OnSqlServerAsync();
}

[RunsOnSqlServer]
public class SqlServerRemindersTests : RemindersContract
{
    private protected override Task<OrleansDatabase> NewDatabaseAsync() => OrleansDatabase.OnSqlServerAsync();
}

[RunsOnSqlServer]
public class SqlServerStorageTests : StorageContract
{
    private protected override Task<OrleansDatabase> NewDatabaseAsync() => OrleansDatabase.OnSqlServerAsync();
}
