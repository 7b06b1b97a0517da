using System.Data.Common;

namespace Loyalty.Journal;

/// <summary>
/// A statement in the words that SQLite and PostgreSQL share, with its parameters by name. SQL Server has it said in its own words by
/// <see cref="TransactSqlText"/>, which knows what is used here and refuses the rest.
/// </summary>
internal sealed record SqlStatement(string Text, params (string Name, object? Value)[] Parameters)
{
    /// <summary>Adds the parameters to a command of whatever dialect.</summary>
    public void Bind(DbParameterCollection target, Func<DbParameter> create)
    {
        foreach (var (name, value) in Parameters)
        {
            var parameter = create();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            target.Add(parameter);
        }
    }
}
