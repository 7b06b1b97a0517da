using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Bench;

/// <summary>The engine's actors over a journal in memory, with nobody listening.</summary>
internal static class Engine
{
    public static AccountContext Context(MemoryJournal journal) => new(
        BuiltInProgramme.Value,
        new ProgrammeClock(BuiltInProgramme.Value, TimeProvider.System),
        new RateBook(journal.Stores),
        journal,
        journal.Stores,
        journal.Stores,
        new NoListeners(),
        NullLogger.Instance);

    private sealed class NoListeners : IStatusFeed
    {
        public bool HasListeners(MemberId member) => false;

        public void Publish(StatusChange change) => throw new InvalidOperationException("Nobody listens.");

        public void Erased(MemberId member) => throw new NotSupportedException();
    }
}
