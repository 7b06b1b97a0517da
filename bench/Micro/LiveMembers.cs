using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Bench;

/// <summary>
/// The memory of a live member with fifty purchases in the window, all in: the actor, its mailbox, its place in the runtime's table,
/// the account. The journal's memory is there before and after and falls out of the difference.
/// </summary>
internal static class LiveMembers
{
    public const int PurchasesEach = 50;

    private const int Members = 100_000;

    public static async Task<IReadOnlyList<MicroSample>> MeasureAsync()
    {
        var journal = new MemoryJournal();
        var context = Engine.Context(journal);
        for (var number = 0; number < Members; number++)
        {
            var member = MemberId.Issue(number);
            await journal.AppendAsync(
                new JournalAppend(member, 0, Accounts.History(member, PurchasesEach, context.Clock.Today), context.Clock.Now, new Person(member, new Profile("Ada", "Lovelace"), null)));
        }

        await using var runtime = new SingleNodeGrains(context, new SingleNodeOptions(), TimeProvider.System);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var number = 0; number < Members; number++)
            await runtime.LoyaltyAccount(MemberId.Issue(number)).GetStatus(new StatusQuery());
        var after = GC.GetTotalMemory(forceFullCollection: true);
        if (runtime.LiveCount != Members)
            throw new InvalidOperationException($"{runtime.LiveCount} members are live, {Members} were asked for.");
        GC.KeepAlive(journal);
        return [new MicroSample("A live member with 50 purchases", "bytes held", (after - before) / (double)Members)];
    }
}
