using BenchmarkDotNet.Attributes;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Bench;

/// <summary>
/// What the way to a grain costs within a silo: the same question asked by way of Orleans, with the program's filters, and by a plain method
/// call. The question is one that a live account refuses at once, so that little but the way is measured.
/// </summary>
public class DispatchBenchmarks : IAsyncDisposable
{
    private static readonly StatusQuery Tomorrow = new(AsOf: DateOnly.MaxValue);
    private Engine _engine = null!;
    private ILoyaltyAccountGrain _reference = null!;
    private LoyaltyAccountGrain _grain = null!;

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        var journal = new MemoryJournal();
        _engine = await Engine.StartAsync(journal);
        var (context, member) = (_engine.Context, MemberId.Issue(1));
        await journal.AppendAsync(new JournalAppend(member, 0, Accounts.History(member, 1, context.Clock.Today), context.Clock.Now));
        _reference = _engine.Account(member);
        _grain = new LoyaltyAccountGrain(member, context);
        await AskGrain();
        await CallPlainly();
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "Ask a grain")]
    public Task<Outcome<StatusView>> AskGrain() => _reference.GetStatus(Tomorrow);

    [Benchmark(Description = "Call the same method plainly")]
    public Task<Outcome<StatusView>> CallPlainly() => _grain.GetStatus(Tomorrow);
}
