using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class StoreContract
{
    private static readonly DateTimeOffset LeaseBegins = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [ContractFact]
    public async Task A_lease_is_one_holder_s_until_it_ends()
    {
        await using var stores = await OpenAsync();
        var followers = stores.Followers;

        Assert.True(await LeaseAsync("a", 0));
        Assert.True(await LeaseAsync("a", 3));
        // A process of before, where no other can be: it has gone.
        Assert.Equal(followers.IsOwn, await LeaseAsync("b", 13));
        Assert.True(await LeaseAsync("b", 13.1));
        Assert.Equal(followers.IsOwn, await LeaseAsync("a", 14));

        async Task<bool> LeaseAsync(string holder, double at) =>
            await followers.LeaseAsync("finance", holder, LeaseBegins.AddSeconds(at), LeaseBegins.AddSeconds(at + 10));
    }

    [ContractFact]
    public async Task A_lease_that_was_given_back_is_free()
    {
        await using var stores = await OpenAsync();
        await stores.Followers.LeaseAsync("finance", "a", LeaseBegins, LeaseBegins.AddSeconds(10));
        await stores.Followers.LeaseAsync("finance", "a", LeaseBegins.AddSeconds(1), LeaseBegins.AddSeconds(1));

        Assert.True(await stores.Followers.LeaseAsync("finance", "b", LeaseBegins.AddSeconds(1.1), LeaseBegins.AddSeconds(11)));
    }

    [ContractFact]
    public async Task What_is_kept_of_a_follower_is_read_back_and_forgotten()
    {
        await using var stores = await OpenAsync();
        var followers = stores.Followers;
        Assert.Null(await followers.LoadAsync("webhooks/a_b"));
        var positions = new Dictionary<string, StreamPosition> { ["ledger"] = new(7, 3), ["persons"] = new(2, 2) };
        var aside = new MemberAside(Samples.Member(0), positions, 4, Samples.At, "no \"answer\" of ü");
        // More than are read or written at a time.
        var many = Enumerable.Range(0, 1100).Select(number => aside with { Member = Samples.Member(number) }).ToList();
        await followers.SaveAsync("webhooks/a_b", new Dictionary<string, long> { ["ledger"] = 9, ["persons"] = 2 }, many, []);
        await followers.SaveAsync("webhooks/aXb", new Dictionary<string, long> { ["ledger"] = 1 }, [aside], []);

        var kept = (await followers.LoadAsync("webhooks/a_b"))!;
        Assert.Equal((9L, 2L), (kept.Cursors["ledger"], kept.Cursors["persons"]));
        Assert.Equal(many.Select(one => one.Member).ToHashSet(), kept.Aside.Select(one => one.Member).ToHashSet());
        Assert.Equal(1100, kept.Aside.Count);
        var first = kept.Aside.Single(one => one.Member == aside.Member);
        Assert.Equal((4, Samples.At, "no \"answer\" of ü"), (first.Attempts, first.RetryAt, first.Reason));
        Assert.Equal(positions, first.Done);

        await followers.SaveAsync("webhooks/a_b", new Dictionary<string, long> { ["ledger"] = 10, ["persons"] = 2 }, [aside with { Attempts = 5 }], [.. many.Skip(1).Select(one => one.Member)]);
        kept = (await followers.LoadAsync("webhooks/a_b"))!;
        Assert.Equal((10L, 5), (kept.Cursors["ledger"], Assert.Single(kept.Aside).Attempts));

        await followers.ForgetAsync("webhooks/a_b");
        Assert.Null(await followers.LoadAsync("webhooks/a_b"));
        Assert.Single((await followers.LoadAsync("webhooks/aXb"))!.Aside);
    }

    [ContractFact]
    public async Task Whoever_waits_for_a_commit_is_told()
    {
        await using var stores = await OpenAsync();
        var (next, here) = (stores.Commits.Next, stores.Commits.NextHere);

        await stores.Facts.WriteAsync("no-event", "1");
        Assert.False(next.IsCompleted);
        await stores.Journal.AppendAsync(new JournalAppend(Samples.Member(1), 0, [Samples.Enrolled()], Samples.At));
        await next.WaitAsync(Eventually.Deadline);
        await here.WaitAsync(Eventually.Deadline);

        (next, here) = (stores.Commits.Next, stores.Commits.NextHere);
        stores.Commits.RaiseFromElsewhere();
        await next.WaitAsync(Eventually.Deadline);
        Assert.False(here.IsCompleted);
    }
}
