namespace Loyalty.Client;

/// <summary>A part of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record Page<T>
{
    /// <summary>The items of this page.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Cursor of the next page; null on the last one.</summary>
    public string? Next { get; init; }
}
