using BenchmarkDotNet.Attributes;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Bench;

/// <summary>
/// What the way to an actor costs: the same question asked through the runtime and by a plain method call. The question is one that
/// a live account refuses at once, so that little but the way is measured.
/// </summary>
public class DispatchBenchmarks : IAsyncDisposable
{
    private static readonly StatusQuery Tomorrow = new(AsOf: DateOnly.MaxValue);
    private SingleNodeGrains _runtime = null!;
    private LoyaltyAccountGrain _grain = null!;
    private MemberId _member;

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        var context = Engine.Context(new MemoryJournal());
        _member = MemberId.Issue(1);
        await context.Journal.AppendAsync(new JournalAppend(_member, 0, Accounts.History(_member, 1, context.Clock.Today), context.Clock.Now));
        _runtime = new SingleNodeGrains(context, new SingleNodeOptions(), TimeProvider.System);
        _grain = new LoyaltyAccountGrain(_member, context);
        await AskActor();
        await CallPlainly();
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _runtime.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "Ask an actor")]
    public Task<Outcome<StatusView>> AskActor() => _runtime.LoyaltyAccount(_member).GetStatus(Tomorrow);

    [Benchmark(Description = "Call the same method plainly")]
    public Task<Outcome<StatusView>> CallPlainly() => _grain.GetStatus(Tomorrow);
}
