using System.Reflection;
using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Journal.Tests;

/// <summary>Every statement that a SQL Server would get is read by Microsoft's parser, as SQL Server 2019 and Azure SQL read it.</summary>
public sealed partial class TransactSqlTextTests
{
    public static TheoryData<string> Own => [.. Texts().Keys];

    public static TheoryData<string> Stores => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Own))]
    public void A_text_of_the_dialect_is_t_sql(string name) => Assert.InRange(TransactSql.Parse(Texts()[name]).Statements, 1, 100);

    // Which rows come first is else the server's choice.
    [Theory]
    [MemberData(nameof(Own))]
    public void What_takes_the_first_rows_says_their_order(string name) => Assert.Equal(0, TransactSql.Parse(Texts()[name]).TopsWithoutOrder);

    [Fact]
    public void Migrations_are_t_sql() => Assert.All(SqlServerSchema.Migrations, text => Assert.InRange(TransactSql.Parse(text).Statements, 1, 100));

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_a_store_says_is_t_sql_with_the_parameters_it_gives(string store)
    {
        var tables = new RecordingTables();
        await Calls[store](tables);
        Assert.NotEmpty(tables.Statements);
        Assert.All(tables.Statements, statement => Assert.Equal(
            statement.Parameters.Select(parameter => parameter.Name.TrimStart('@')).Order(StringComparer.Ordinal),
            TransactSql.Parse(TransactSqlText.Of(statement.Text)).Parameters.Order(StringComparer.Ordinal)));
    }

    // A store that is added must be heard here too.
    [Fact]
    public void No_store_is_left_out()
    {
        var stores = typeof(ISqlTables).Assembly.GetTypes()
            .Where(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(ISqlTables))))
            // What SQLite has for itself no other server is told.
            .Where(type => type != typeof(LoyaltyStore) && !type.Name.StartsWith("Sqlite", StringComparison.Ordinal))
            .Select(type => type.Name);
        Assert.Subset(Calls.Keys.ToHashSet(), stores.ToHashSet());
    }

    [Fact]
    public void An_upsert_becomes_an_update_and_an_insert_of_what_is_not_there() => Assert.Equal(
        """
        UPDATE t SET b = @b, c = 1 WHERE t.a = @a AND (@b >= t.b);
        INSERT INTO t (a, b, c) SELECT @a, @b, 0 WHERE NOT EXISTS (SELECT 1 FROM t WHERE t.a = @a)
        """,
        TransactSqlText.Of(
            """
            INSERT INTO t (a, b, c) VALUES (@a, @b, 0)
            ON CONFLICT (a) DO UPDATE SET b = excluded.b, c = 1
            WHERE excluded.b >= t.b
            """));

    [Theory]
    [InlineData("SELECT a FROM t ORDER BY a LIMIT @n", "SELECT a FROM t ORDER BY a OFFSET 0 ROWS FETCH NEXT @n ROWS ONLY")]
    [InlineData("SELECT 1 FROM t LIMIT 1", "SELECT 1 FROM t ORDER BY 1 OFFSET 0 ROWS FETCH NEXT 1 ROWS ONLY")]
    [InlineData(
        "DELETE FROM t WHERE a IN (SELECT a FROM t WHERE b IN (1, 2) ORDER BY b LIMIT 5)",
        "DELETE FROM t WHERE a IN (SELECT a FROM t WHERE b IN (1, 2) ORDER BY b OFFSET 0 ROWS FETCH NEXT 5 ROWS ONLY)")]
    [InlineData("SELECT count(*) FROM t", "SELECT count_big(*) FROM t")]
    [InlineData("SELECT a FROM t WHERE octet_length(a) = octet_length(@a)", "SELECT a FROM t WHERE DATALENGTH(a) = DATALENGTH(@a)")]
    [InlineData("INSERT INTO t (a) SELECT CAST(@a AS text)", "INSERT INTO t (a) SELECT @a")]
    public void What_is_said_otherwise_is_translated(string common, string expected) => Assert.Equal(expected, TransactSqlText.Of(common));

    [Theory]
    [InlineData("DELETE FROM t RETURNING a")]
    [InlineData("INSERT INTO t (a) SELECT 1 ON CONFLICT (a) DO NOTHING")]
    [InlineData("SELECT a || b FROM t")]
    [InlineData("SELECT a FROM t LIMIT 1 + 1 LIMIT x")]
    public void What_is_not_understood_is_refused(string text) => Assert.Throws<NotSupportedException>(() => TransactSqlText.Of(text));

    private static Dictionary<string, string> Texts() => typeof(SqlServerStore).Assembly.GetTypes()
        .Where(type => type.Name.StartsWith("SqlServer", StringComparison.Ordinal))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (Name: $"{type.Name}.{field.Name}", Text: (string)field.GetRawConstantValue()!)))
        .ToDictionary(text => text.Name, text => text.Text, StringComparer.Ordinal);
}
