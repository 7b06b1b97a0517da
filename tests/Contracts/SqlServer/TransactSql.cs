using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Loyalty.Contracts;

/// <summary>Reads T-SQL as SQL Server 2019 and Azure SQL do, by Microsoft's own parser. Tables and columns are not looked up.</summary>
public sealed class TransactSql
{
    private readonly Finder _found = new();

    private TransactSql(TSqlFragment script) => script.Accept(_found);

    /// <summary>Statements, those within blocks included.</summary>
    public int Statements => _found.Statements;

    /// <summary>The variables it uses and does not declare.</summary>
    public IReadOnlyCollection<string> Parameters => [.. _found.Used.Except(_found.Declared, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The rows of two literals that it inserts: texts by key.</summary>
    public IReadOnlyDictionary<string, string> InsertedTexts => _found.Texts;

    /// <summary>The columns of the table types that it creates, by the type's name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> TableTypes => _found.TableTypes;

    /// <summary>Queries that take their first rows in no order.</summary>
    public int TopsWithoutOrder => _found.TopsWithoutOrder;

    /// <exception cref="FormatException">One of the two does not take it; with line, column and reason.</exception>
    public static TransactSql Parse(string text)
    {
        Read(text, SqlEngineType.SqlAzure);
        return new TransactSql(Read(text, SqlEngineType.Standalone));
    }

    private static TSqlFragment Read(string text, SqlEngineType engine)
    {
        var script = new TSql150Parser(initialQuotedIdentifiers: true, engine).Parse(new StringReader(text), out var errors);
        return errors.Count == 0
            ? script
            : throw new FormatException(string.Join('\n', errors.Select(error => $"{engine}, {error.Line}:{error.Column}: {error.Message}")) + "\n" + text);
    }

    private sealed class Finder : TSqlFragmentVisitor
    {
        public int Statements { get; private set; }

        public int TopsWithoutOrder { get; private set; }

        public HashSet<string> Used { get; } = new(StringComparer.OrdinalIgnoreCase);

        public HashSet<string> Declared { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, IReadOnlyList<string>> TableTypes { get; } = new(StringComparer.Ordinal);

        public override void Visit(CreateTypeTableStatement node) => TableTypes.Add(
            node.Name.BaseIdentifier.Value, [.. node.Definition.ColumnDefinitions.Select(column => column.ColumnIdentifier.Value)]);

        public override void Visit(TSqlStatement node) => Statements++;

        public override void Visit(QuerySpecification node)
        {
            if (node is { TopRowFilter: not null, OrderByClause: null })
                TopsWithoutOrder++;
        }

        public override void Visit(VariableReference node) => Used.Add(node.Name.TrimStart('@'));

        public override void Visit(DeclareVariableElement node) => Declared.Add(node.VariableName.Value.TrimStart('@'));

        public override void Visit(DeclareTableVariableBody node) => Declared.Add(node.VariableName.Value.TrimStart('@'));

        public override void Visit(RowValue node)
        {
            if (node.ColumnValues is [StringLiteral key, StringLiteral text])
                Texts.Add(key.Value, text.Value);
        }
    }
}
