using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Bench;

/// <summary>
/// The memory of a live member with fifty purchases in the window, all in: Orleans' activation, its place in the catalog and the directory,
/// the grain, the account. The journal's memory is there before and after and falls out of the difference.
/// </summary>
internal static class LiveMembers
{
    public const int PurchasesEach = 50;

    private const int Members = 100_000;

    public static async Task<IReadOnlyList<MicroSample>> MeasureAsync()
    {
        var journal = new MemoryJournal();
        await using var engine = await Engine.StartAsync(journal);
        var clock = engine.Context.Clock;
        for (var number = 0; number < Members; number++)
        {
            var member = MemberId.Issue(number);
            await journal.AppendAsync(
                new JournalAppend(member, 0, Accounts.History(member, PurchasesEach, clock.Today), clock.Now, new Person(member, new Profile("Ada", "Lovelace"), null)));
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var number = 0; number < Members; number++)
            await engine.Account(MemberId.Issue(number)).GetStatus(new StatusQuery());
        var after = GC.GetTotalMemory(forceFullCollection: true);
        if (engine.LiveCount != Members)
            throw new InvalidOperationException($"{engine.LiveCount} members are live, {Members} were asked for.");
        GC.KeepAlive(journal);
        return [new MicroSample("A live member with 50 purchases", "bytes held", (after - before) / (double)Members)];
    }
}
