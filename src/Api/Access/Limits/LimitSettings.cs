namespace Loyalty.Api;

/// <summary>The limits an operator may set, section <c>Loyalty:Limits</c>; the others are constants of <see cref="RequestLimits"/> and <see cref="HubLimits"/>.</summary>
public sealed record LimitSettings
{
    /// <summary>The most connections that can be set.</summary>
    public const int MaxConnections = 1_000_000;

    /// <summary>The largest file of an import that can be set: a terabyte.</summary>
    public const int MaxImportMegabytes = 1_000_000;

    /// <summary>Connections at a time, those of the hub included; 50,000 by default. <see cref="ReservedConnections.Count"/> more are kept for health and administrators.</summary>
    public int Connections { get; init; } = 50_000;

    /// <summary>Connections of the hub at a time; 20,000 by default.</summary>
    public int HubConnections { get; init; } = 20_000;

    /// <summary>Connections of the hub that a key or an operator may have; 1,000 by default. Without meaning in open mode.</summary>
    public int HubConnectionsPerCaller { get; init; } = 1_000;

    /// <summary>Connections of the hub that a member may have, a phone and some tabs; 20 by default.</summary>
    public int HubConnectionsPerMember { get; init; } = 20;

    /// <summary>Purchase streams open at a time; 5,000 by default.</summary>
    public int Streams { get; init; } = 5_000;

    /// <summary>Purchase streams that a key or an operator may have open; 100 by default. Without meaning in open mode.</summary>
    public int StreamsPerCaller { get; init; } = 100;

    /// <summary>Bytes of a file that is imported; 4,096 MB by default.</summary>
    public long ImportBytes { get; init; } = 4_096L * 1_000_000;

    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static LimitSettings Read(IConfiguration configuration)
    {
        var unset = new LimitSettings();
        return new LimitSettings
        {
            Connections = configuration.Number("Limits:Connections", unset.Connections, 1, MaxConnections),
            HubConnections = configuration.Number("Limits:HubConnections", unset.HubConnections, 1, MaxConnections),
            HubConnectionsPerCaller = configuration.Number("Limits:HubConnectionsPerCaller", unset.HubConnectionsPerCaller, 1, MaxConnections),
            HubConnectionsPerMember = configuration.Number("Limits:HubConnectionsPerMember", unset.HubConnectionsPerMember, 1, MaxConnections),
            Streams = configuration.Number("Limits:Streams", unset.Streams, 1, MaxConnections),
            StreamsPerCaller = configuration.Number("Limits:StreamsPerCaller", unset.StreamsPerCaller, 1, MaxConnections),
            ImportBytes = 1_000_000L * configuration.Number("Limits:ImportMegabytes", (int)(unset.ImportBytes / 1_000_000), 1, MaxImportMegabytes),
        };
    }
}
