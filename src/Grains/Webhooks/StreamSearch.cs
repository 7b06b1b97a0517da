namespace Loyalty.Grains;

/// <summary>Finds a place in a stream by what only grows along it.</summary>
public static class StreamSearch
{
    /// <summary>The last sequence whose event, like all before it, is as asked; 0 where none is.</summary>
    /// <param name="isBefore">True for a beginning of the stream and false for the rest.</param>
    public static async Task<long> LastAsync(IEventStream stream, Func<FollowedEvent, bool> isBefore)
    {
        var (from, to) = (0L, await stream.LastSequenceAsync());
        while (from < to)
        {
            // The first event behind the middle stands for all between.
            var middle = from + ((to - from) / 2);
            var page = await stream.ReadAsync(middle, 1);
            if (page.Events is [var found] && found.Sequence <= to && isBefore(found))
                from = found.Sequence;
            else if (page.Events is [] && page.Through > middle && page.Through <= to)
                from = page.Through;
            else
                to = middle;
        }

        return from;
    }
}
