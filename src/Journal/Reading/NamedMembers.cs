using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Journal;

/// <summary>Members that a statement names, some at a time. Shorter lists are filled up, so that there is one text of it.</summary>
internal static class NamedMembers
{
    /// <summary>Members that one statement names.</summary>
    private const int AtOnce = 50;

    /// <summary>The names of the parameters, for <c>IN (…)</c>.</summary>
    public static string List { get; } = string.Join(", ", Enumerable.Range(0, AtOnce).Select(Name));

    /// <summary>The parameters of as many statements as it takes.</summary>
    public static IEnumerable<(string Name, object? Value)[]> Batches(IEnumerable<MemberId> members) => members.Chunk(AtOnce)
        .Select(some => Enumerable.Range(0, AtOnce).Select(i => (Name(i), (object?)some[Math.Min(i, some.Length - 1)].Value)).ToArray());

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"@m{index:00}");
}
