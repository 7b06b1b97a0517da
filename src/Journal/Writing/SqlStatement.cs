using System.Data.Common;

namespace Loyalty.Journal;

/// <summary>A statement that all dialects understand, with its parameters by name.</summary>
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
