using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>One kind of file: its columns, and the rows that events give.</summary>
public interface IExport
{
    /// <summary>What the file is called, without its ending.</summary>
    string Name { get; }

    IReadOnlyList<string> Columns { get; }

    /// <summary>The rows of a page of events, in their order; each has a value or null for every column; what callers wrote is a <see cref="CellText"/>.</summary>
    ValueTask<IEnumerable<string?[]>> RowsAsync(IReadOnlyList<RecordedEvent> page, CancellationToken cancellation);

    /// <summary>The row that names an event which cannot be read, behind those of its page; null for none.</summary>
    string?[]? Unreadable(UnreadableRow row) => null;
}
