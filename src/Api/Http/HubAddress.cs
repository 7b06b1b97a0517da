namespace Loyalty.Api;

/// <summary>Where the hub is. Access reads tokens from its query, and a host that stops turns callers away from it.</summary>
public static class HubAddress
{
    /// <summary>The path.</summary>
    public const string Path = "/hubs/status";
}
