using System.Data.Common;
using System.Threading.Channels;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>
/// Asks small questions together: those that come while others are under way share the next round trip. After a cold start
/// thousands of accounts are asked for at once; each in a round trip of its own, the waiting would cost more than the answers.
/// </summary>
/// <remarks>For questions of few rows only: a long answer would hold up its neighbours.</remarks>
internal sealed class QueryBatcher : IAsyncDisposable
{
    /// <summary>Round trips under way at once.</summary>
    private const int Lanes = 4;

    /// <summary>Questions that share a round trip.</summary>
    private const int MaxTogether = 128;

    /// <summary>Questions that may wait; one more is refused as busy.</summary>
    private const int MaxWaiting = 65_536;

    private readonly Channel<Question> _waiting = Channel.CreateBounded<Question>(MaxWaiting);
    private readonly IServerReads _server;
    private readonly Task[] _lanes;

    public QueryBatcher(IServerReads server)
    {
        _server = server;
        _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => Task.Run(RunAsync))];
    }

    /// <summary>The rows that answer a statement.</summary>
    /// <param name="command">Makes the statement; once for each time it is sent.</param>
    /// <exception cref="EngineBusyException">Too many wait.</exception>
    /// <exception cref="JournalUnavailableException">It cannot be read now.</exception>
    public Task<IReadOnlyList<T>> AskAsync<T>(Func<DbBatchCommand> command, Func<DbDataReader, T> map)
    {
        var question = new Question<T>(command, map);
        if (_waiting.Writer.TryWrite(question))
            return question.Answer;
        throw _waiting.Reader.Completion.IsCompleted
            ? new JournalUnavailableException("The journal is closed.")
            : new EngineBusyException($"{MaxWaiting} reads wait already.");
    }

    /// <summary>Answers what was asked, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_lanes);
    }

    private async Task RunAsync()
    {
        var together = new List<Question>(MaxTogether);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            together.Clear();
            while (together.Count < MaxTogether && _waiting.Reader.TryRead(out var question))
                together.Add(question);
            if (together.Count > 0)
                await AnswerAsync(together);
        }
    }

    private async Task AnswerAsync(List<Question> together)
    {
        try
        {
            await _server.ReadAsync(connection => ReadAsync(connection, together));
            foreach (var question in together)
                question.Settle();
        }
        catch (Exception) when (together.Count > 1)
        {
            // One of them may be at fault: each for itself, so that it fails alone.
            foreach (var question in together)
                await AnswerAsync([question]);
        }
        catch (Exception e)
        {
            together[0].Fail(e);
        }
    }

    private static async Task<int> ReadAsync(DbConnection connection, List<Question> together)
    {
        await using var batch = connection.CreateBatch();
        foreach (var question in together)
            batch.BatchCommands.Add(question.Command());
        await using var reader = await batch.ExecuteReaderAsync();
        foreach (var question in together)
        {
            await question.ReadAsync(reader);
            await reader.NextResultAsync();
        }

        return together.Count;
    }

    private abstract class Question
    {
        public abstract DbBatchCommand Command();

        public abstract Task ReadAsync(DbDataReader reader);

        public abstract void Settle();

        public abstract void Fail(Exception reason);
    }

    private sealed class Question<T>(Func<DbBatchCommand> command, Func<DbDataReader, T> map) : Question
    {
        private readonly TaskCompletionSource<IReadOnlyList<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<T> _rows = [];

        public Task<IReadOnlyList<T>> Answer => _answer.Task;

        public override DbBatchCommand Command() => command();

        public override async Task ReadAsync(DbDataReader reader)
        {
            // Asked anew after a failure, it begins anew.
            _rows.Clear();
            while (await reader.ReadAsync())
                _rows.Add(map(reader));
        }

        public override void Settle() => _answer.TrySetResult(_rows);

        public override void Fail(Exception reason) => _answer.TrySetException(reason);
    }
}
