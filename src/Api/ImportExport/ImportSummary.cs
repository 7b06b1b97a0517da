using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>What became of an import.</summary>
/// <param name="Rows">Rows read, without the header and blank lines.</param>
/// <param name="Accepted">Rows credited now.</param>
/// <param name="Duplicates">Rows that had been credited before, with the same content.</param>
/// <param name="Rejected">Rows refused; all of them, also those not listed.</param>
/// <param name="Errors">The rows refused, in order of line; the first <see cref="ImportTally.MaxErrors"/>.</param>
public sealed record ImportSummary(long Rows, long Accepted, long Duplicates, long Rejected, IReadOnlyList<ImportError> Errors);

/// <summary>Counts what becomes of the rows, page by page.</summary>
public sealed class ImportTally
{
    /// <summary>Refused rows that are listed in the answer.</summary>
    public const int MaxErrors = 10_000;

    private readonly List<ImportError> _errors = [];
    private long _rows;
    private long _accepted;
    private long _duplicates;
    private long _rejected;

    /// <summary>Takes the outcome of one page in.</summary>
    public void Add(int rows, IEnumerable<ImportOutcome> outcomes, IEnumerable<ImportError> errors)
    {
        var all = errors.ToList();
        _rows += rows;
        foreach (var outcome in outcomes)
        {
            _accepted += outcome.Accepted;
            _duplicates += outcome.Duplicates;
            all.AddRange(outcome.Errors);
        }

        _rejected += all.Count;
        _errors.AddRange(all.OrderBy(error => error.Line).Take(MaxErrors - _errors.Count));
    }

    public ImportSummary Summary() => new(_rows, _accepted, _duplicates, _rejected, _errors);
}
