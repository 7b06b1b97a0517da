namespace Loyalty.Silo.Tests;

/// <summary>Which silos there are, and who buys in them.</summary>
internal sealed record SiloProcessesOptions
{
    /// <summary>Names of clusters, one for each silo; silos of one name find each other.</summary>
    public required IReadOnlyList<string> Clusters { get; init; }

    /// <summary>Where the load's chance begins.</summary>
    public required int Seed { get; init; }

    public int Members { get; init; } = 24;

    /// <summary>A command that starts each silo, given as its last arguments; empty for none.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    /// <summary>Settings of every silo beside those of the cluster.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
