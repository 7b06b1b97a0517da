namespace Loyalty.Contracts;

/// <summary>Whether tests that need a SQL Server can run here: they are given one, for none can be started like PostgreSQL.</summary>
internal static class SqlServerNeed
{
    /// <summary>
    /// Why they are skipped, or null. <c>LOYALTY_REQUIRE_ALL</c> does not change it: no machine of the project, nor its CI, has a
    /// SQL Server.
    /// </summary>
    public static string? SkipReason { get; } = Environment.GetEnvironmentVariable("LOYALTY_SQLSERVER") is { Length: > 0 }
        ? null
        : "No SQL Server: LOYALTY_SQLSERVER would be a connection string that may create databases "
            + "(with DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0, which its driver needs).";
}

/// <summary>A fact that needs a SQL Server.</summary>
public sealed class SqlServerFactAttribute : FactAttribute
{
    public SqlServerFactAttribute() => Skip = SqlServerNeed.SkipReason;
}

/// <summary>Marks a class whose inherited contract runs on SQL Server.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RunsOnSqlServerAttribute : Attribute;
