namespace Loyalty.Grains;

/// <summary>A page asked for.</summary>
/// <param name="Limit">Items at most, 1 to <see cref="MaxLimit"/>.</param>
/// <param name="Cursor">As the page before gave it, or null for the first.</param>
[GenerateSerializer, Immutable, Alias("loyalty.PageRequest")]
public sealed record PageRequest(int Limit, string? Cursor)
{
    /// <summary>Items a page may have, at most.</summary>
    public const int MaxLimit = 1000;
}

/// <summary>One page of a list.</summary>
/// <param name="Items">In the order the list promises.</param>
/// <param name="Next">Cursor of the next page, or null.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Page`1")]
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
