namespace Loyalty.Api;

/// <summary>
/// Who may call an address or a hub method. All of these together are the table of <c>docs/ACCESS.md</c>; what bears none is closed to
/// everybody in keys mode.
/// </summary>
/// <param name="scopes">One of them is enough; <see cref="Scopes.Admin"/> may everything.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowsAttribute(Scopes scopes) : Attribute
{
    /// <summary>Also callers without a key.</summary>
    public static AllowsAttribute Anybody { get; } = new(Scopes.Any) { IsPublic = true };

    /// <summary>What nobody has thought about.</summary>
    public static AllowsAttribute Nobody { get; } = new(Scopes.None);

    /// <summary>One of them is enough.</summary>
    public Scopes Scopes { get; } = scopes;

    /// <summary>A key is not asked for.</summary>
    public bool IsPublic { get; private init; }
}

/// <summary>Writes rules on addresses.</summary>
public static class AllowsExtensions
{
    /// <summary>Opens an address to callers with one of these scopes.</summary>
    public static TBuilder Allows<TBuilder>(this TBuilder endpoint, Scopes scopes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(
            new AllowsAttribute(scopes),
            new ProducesResponseTypeMetadata(StatusCodes.Status401Unauthorized, typeof(Problem), [Problem.ContentType]),
            new ProducesResponseTypeMetadata(StatusCodes.Status403Forbidden, typeof(Problem), [Problem.ContentType]));

    /// <summary>Opens an address to everybody.</summary>
    public static TBuilder AllowsAnybody<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(AllowsAttribute.Anybody);
}
