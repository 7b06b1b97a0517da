using Loyalty.Contracts;

namespace Loyalty.Grains.Tests;

/// <summary>What of tampering is found, and what is not.</summary>
public class TrailCheckTests
{
    private static readonly TrailSource Source = new("key", "till-7", "10.0.0.1");
    private readonly MemoryTrail _trail = new();

    [Fact]
    public async Task A_seal_is_what_anybody_can_reckon_by_the_rule()
    {
        // Reckoned by hashlib over the bytes that TrailSeal describes, not by this code.
        var record = await _trail.AddAsync(
            new TrailEntry(Source, "rates-put", null, "2026-11-21", "Ü", null), new DateTimeOffset(2026, 11, 21, 10, 15, 4, 123, TimeSpan.Zero));
        Assert.Equal("bbd46560cbdd4ff6386abfe0f20eb5b79dba25845f3e9e3bac0e3e662df8cd8f", record.Hash);
    }

    [Fact]
    public async Task An_empty_trail_holds()
    {
        var verdict = await CheckAsync();
        Assert.Equal((0L, (TrailBreak?)null), (verdict.Records, verdict.Break));
    }

    [Fact]
    public async Task Pages_verify_as_the_whole_does()
    {
        await FillAsync(10);
        var check = new TrailCheck(_trail);
        var first = await check.CheckAsync(0, 4);
        var second = await check.CheckAsync(long.Parse(first.Next!), 4);
        var last = await check.CheckAsync(long.Parse(second.Next!), 4);
        Assert.Equal([4L, 4L, 2L], new[] { first, second, last }.Select(page => page.Records));
        Assert.Equal(9, last.First);
        Assert.Null(last.Next);
        Assert.All([first, second, last], page => Assert.Null(page.Break));
    }

    [Theory]
    [InlineData("who")]
    [InlineData("reason")]
    [InlineData("at")]
    [InlineData("member")]
    [InlineData("detail")]
    public async Task An_altered_field_is_found(string field)
    {
        await FillAsync(5);
        var old = _trail.Records[2];
        _trail.Records[2] = field switch
        {
            "who" => old with { Entry = old.Entry with { Source = Source with { Who = "till-8" } } },
            "reason" => old with { Entry = old.Entry with { Reason = "other" } },
            "at" => old with { At = old.At.AddSeconds(1) },
            "member" => old with { Entry = old.Entry with { Member = Samples.Member(9) } },
            _ => old with { Entry = old.Entry with { Detail = "{}" } },
        };
        await AssertBrokenAsync(3, "hash");
    }

    [Fact]
    public async Task A_record_that_is_altered_with_its_own_hash_is_found_at_the_next_one()
    {
        await FillAsync(5);
        var old = _trail.Records[2] with { Entry = _trail.Records[2].Entry with { Reason = "other" } };
        _trail.Records[2] = old with { Hash = TrailSeal.Of(old) };
        await AssertBrokenAsync(4, "previous");
    }

    [Fact]
    public async Task Records_taken_out_at_the_end_are_missed()
    {
        await FillAsync(5);
        _trail.Records.RemoveRange(3, 2);
        await AssertBrokenAsync(4, "missing");
    }

    [Fact]
    public async Task An_end_that_was_rewritten_is_found_by_the_head()
    {
        await FillAsync(5);
        var forged = TrailSeal.After(End(3), new TrailEntry(Source, "rates-put"), Samples.At);
        _trail.Records[4] = forged;
        await AssertBrokenAsync(5, "head");
    }

    [Fact]
    public async Task A_whole_rewritten_end_is_found_only_by_a_head_that_was_noted_elsewhere()
    {
        await FillAsync(5);
        var noted = _trail.Head;
        _trail.Records.RemoveRange(3, 2);
        _trail.Head = End(2);
        await FillAsync(2, "forged");

        Assert.Null((await CheckAsync()).Break);
        var verdict = await new TrailCheck(_trail).CheckAllAsync(noted);
        Assert.Equal((5L, "not as noted"), (verdict.Break?.Sequence, verdict.Break?.What));
    }

    [Fact]
    public async Task A_head_that_points_back_is_found()
    {
        await FillAsync(5);
        _trail.Head = End(2);
        await AssertBrokenAsync(5, "head");
    }

    private TrailEnd End(int index) => new(_trail.Records[index].Sequence, _trail.Records[index].Hash);

    private async Task FillAsync(int count, string reason = "because")
    {
        for (var i = 0; i < count; i++)
            await _trail.AddAsync(new TrailEntry(Source, "rates-put", Samples.Member(1), $"{i}", reason), Samples.At);
    }

    private Task<TrailVerdict> CheckAsync() => new TrailCheck(_trail).CheckAllAsync();

    private async Task AssertBrokenAsync(long sequence, string what)
    {
        var verdict = await CheckAsync();
        Assert.Equal((sequence, what), (verdict.Break?.Sequence, verdict.Break?.What));
    }
}
