namespace Loyalty.Grains;

/// <summary>What a share of the sweep remembers.</summary>
[GenerateSerializer, Alias("loyalty.SweepState")]
public sealed class SweepState
{
    /// <summary>Name of the state.</summary>
    public const string Name = "swept";

    /// <summary>Name of the grain storage that keeps it.</summary>
    public const string Storage = "sweep";

    /// <summary>The last day whose due members were all visited, as yyyy-MM-dd; null before the first.</summary>
    [Id(0)]
    public string? SweptThrough { get; set; }
}

/// <summary>Into how many shares the sweep is cut.</summary>
/// <param name="Shares">1 where a silo is alone; <see cref="InCluster"/> in a cluster.</param>
public sealed record SweepShares(int Shares)
{
    /// <summary>More shares than any cluster has silos, so that each has some of the work.</summary>
    public const int InCluster = 64;
}
