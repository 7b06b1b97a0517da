namespace Loyalty.Contracts;

/// <summary>Whether tests that need PostgreSQL can run here.</summary>
internal static class PostgresNeed
{
    /// <summary>
    /// Why they are skipped, or null. With <c>LOYALTY_REQUIRE_ALL=1</c> nothing is skipped: what is missing fails.
    /// </summary>
    public static string? SkipReason { get; } =
        Environment.GetEnvironmentVariable("LOYALTY_REQUIRE_ALL") == "1" || PostgresBinaries.Find() is not null
            ? null
            : PostgresBinaries.WhyMissing;
}

/// <summary>A fact that needs PostgreSQL.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresNeed.SkipReason;
}

/// <summary>A theory that needs PostgreSQL.</summary>
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresNeed.SkipReason;
}

/// <summary>Marks a class whose inherited contract runs on PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RunsOnPostgresAttribute : Attribute;
