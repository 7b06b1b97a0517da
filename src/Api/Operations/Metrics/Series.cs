namespace Loyalty.Api;

/// <summary>The numbers of one metric under one combination of labels.</summary>
/// <param name="labels">Names and values, as measured.</param>
/// <param name="buckets">Buckets of a histogram below the last, which is without bound.</param>
/// <param name="next">Another series whose labels have the same hash.</param>
public sealed class Series(KeyValuePair<string, object?>[] labels, int buckets, Series? next)
{
    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[buckets + 1];
    private double _value;

    public IReadOnlyList<KeyValuePair<string, object?>> Labels => labels;

    public Series? Next => next;

    /// <summary>Whether these are the labels, in the same order.</summary>
    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (others.Length != labels.Length)
            return false;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i].Key != others[i].Key || !Equals(labels[i].Value, others[i].Value))
                return false;
        }

        return true;
    }

    public void Set(double value)
    {
        lock (_gate)
            _value = value;
    }

    public void Add(double value)
    {
        lock (_gate)
            _value += value;
    }

    public void Observe(double value, double[] bounds)
    {
        var bucket = Array.BinarySearch(bounds, value);
        lock (_gate)
        {
            _value += value;
            _counts[bucket < 0 ? ~bucket : bucket]++;
        }
    }

    /// <summary>The value, or a histogram's sum, with the counts of its buckets, each for itself.</summary>
    public (double Value, long[] Counts) Read()
    {
        lock (_gate)
            return (_value, [.. _counts]);
    }
}
