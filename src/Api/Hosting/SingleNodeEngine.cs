namespace Loyalty.Api;

/// <summary>The engine in this process: the actors and their journal.</summary>
public static class SingleNodeEngine
{
    /// <summary>Adds it.</summary>
    public static void Add(WebApplicationBuilder builder, LoyaltySettings settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
    }
}
