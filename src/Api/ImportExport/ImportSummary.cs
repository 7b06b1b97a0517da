using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>How far an import is: what is counted has been posted.</summary>
/// <param name="Rows">Rows taken or refused, without the header and blank lines.</param>
/// <param name="Accepted">Rows credited, or taken back, now.</param>
/// <param name="Duplicates">Rows that had been credited before, with the same content.</param>
/// <param name="Rejected">Rows refused; all of them, also those not listed.</param>
/// <param name="Members">Members with a row that was accepted or a duplicate.</param>
/// <param name="TierChanges">Moves of tiers that came about.</param>
/// <param name="Seconds">Since the header was read.</param>
public sealed record ImportProgress(long Rows, long Accepted, long Duplicates, long Rejected, long Members, long TierChanges, decimal Seconds);

/// <summary>What became of an import, or would become of one that is only tried: what <see cref="ImportProgress"/> has at its end.</summary>
/// <param name="Errors">The rows refused, in order of line; the first <see cref="ImportTally.MaxErrors"/>.</param>
public sealed record ImportSummary(
    long Rows, long Accepted, long Duplicates, long Rejected, long Members, long TierChanges, decimal Seconds, IReadOnlyList<ImportError> Errors);

/// <summary>Counts what becomes of the rows. Any thread may add, and look.</summary>
public sealed class ImportTally(TimeProvider time)
{
    /// <summary>Refused rows that are listed in the answer.</summary>
    public const int MaxErrors = 10_000;

    private readonly Lock _lock = new();
    private readonly long _begun = time.GetTimestamp();
    private readonly HashSet<UInt128> _members = [];
    // Those of the lowest lines; the last is the first to go.
    private readonly SortedSet<ImportError> _errors = new(Comparer<ImportError>.Create((a, b) => a.Line.CompareTo(b.Line)));
    private long _accepted;
    private long _duplicates;
    private long _rejected;
    private long _tierChanges;

    /// <summary>Takes in what became of rows of one member.</summary>
    public void Add(MemberId member, ImportOutcome outcome)
    {
        lock (_lock)
        {
            _accepted += outcome.Accepted;
            _duplicates += outcome.Duplicates;
            _tierChanges += outcome.TierChanges;
            if (outcome.Accepted + outcome.Duplicates > 0)
                _members.Add(Packed(member));
            Refuse(outcome.Errors);
        }
    }

    /// <summary>Takes in rows that could not be read.</summary>
    public void Add(IEnumerable<ImportError> errors)
    {
        lock (_lock)
            Refuse(errors);
    }

    /// <summary>Takes in what time did to tiers after the last row.</summary>
    public void AddMoves(int count)
    {
        lock (_lock)
            _tierChanges += count;
    }

    /// <summary>Whether a row of the member was taken.</summary>
    public bool Has(MemberId member)
    {
        lock (_lock)
            return _members.Contains(Packed(member));
    }

    public ImportProgress Progress()
    {
        lock (_lock)
            return new ImportProgress(_accepted + _duplicates + _rejected, _accepted, _duplicates, _rejected, _members.Count, _tierChanges, Seconds());
    }

    public ImportSummary Summary()
    {
        lock (_lock)
            return new ImportSummary(_accepted + _duplicates + _rejected, _accepted, _duplicates, _rejected, _members.Count, _tierChanges, Seconds(), [.. _errors]);
    }

    private void Refuse(IEnumerable<ImportError> errors)
    {
        foreach (var error in errors)
        {
            _rejected++;
            _errors.Add(error);
            if (_errors.Count > MaxErrors)
                _errors.Remove(_errors.Max!);
        }
    }

    private decimal Seconds() => Math.Round((decimal)time.GetElapsedTime(_begun).TotalSeconds, 3);

    // An id has at most 20 of 36 characters: as a number it takes a tenth of the room, for millions of them.
    private static UInt128 Packed(MemberId member) =>
        member.Value.Aggregate((UInt128)0, (packed, c) => (packed * 37) + (UInt128)(char.IsAsciiDigit(c) ? c - '0' + 1 : c - 'A' + 11));
}
