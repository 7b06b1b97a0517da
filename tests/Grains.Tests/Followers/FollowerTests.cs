using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public sealed class FollowerTests
{
    private static readonly MemberId[] Members = [.. Enumerable.Range(1, 20).Select(number => Samples.Member(number))];

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task It_has_every_event_once_and_a_member_s_in_order(int lanes)
    {
        await using var journal = await FollowedJournal.OpenAsync();
        journal.Bounds = journal.Bounds with { PageSize = 7 };
        var work = new NotedWork(lanes);
        await using var follower = journal.Follow(work);
        foreach (var member in Members.Take(10))
            await journal.AppendAsync(member, 5);

        follower.Start();
        await Task.WhenAll(Members.Skip(10).Select(member => journal.AppendAsync(member, 5)));

        await Eventually.IsTrue(() => work.Done.Count >= 100, "all is done");
        Assert.All(Members, member => Assert.Equal([1, 2, 3, 4, 5], work.Versions(member)));
        await Eventually.IsTrue(() => follower.Status is { State: FollowerState.Running, Behind: 0, BehindSeconds: 0, Aside: 0 }, "nothing is left");
    }

    [Fact]
    public async Task A_restart_goes_on_from_the_cursor()
    {
        await using var journal = await FollowedJournal.OpenAsync();
        await journal.AppendAsync(Members[0], 3);
        var first = new NotedWork();
        await using (var follower = journal.Follow(first))
        {
            follower.Start();
            await Eventually.IsTrue(() => first.Done.Count == 3, "the first has done all");
        }

        await journal.ReopenAsync();
        await journal.AppendAsync(Members[0], 2, after: 3);
        var second = new NotedWork();
        await using var next = journal.Follow(second);
        next.Start();

        await Eventually.IsTrue(() => second.Done.Count == 2, "the second has done the rest");
        Assert.Equal([4, 5], second.Versions(Members[0]));
        Assert.Equal(3, first.Done.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_member_whose_work_fails_is_set_aside_alone_and_has_its_events_in_order_later(int lanes)
    {
        await using var journal = await FollowedJournal.OpenAsync();
        var isPoison = true;
        var work = new NotedWork(lanes) { Before = (one, _) => Volatile.Read(ref isPoison) && one.Member == Members[3] && one.Place == 2 ? throw new InvalidOperationException("no") : Task.CompletedTask };
        await using var follower = journal.Follow(work);
        follower.Start();
        await Task.WhenAll(Members.Select(member => journal.AppendAsync(member, 3)));

        await Eventually.IsTrue(() => Members.Where(member => member != Members[3]).All(member => work.Versions(member).Distinct().Count() == 3), "the others go on");
        await Eventually.IsTrue(() => follower.Status.Aside == 1, "one is set aside");
        Assert.DoesNotContain(2, work.Versions(Members[3]));

        // What comes meanwhile waits behind it.
        await journal.AppendAsync(Members[3], 2, after: 3);
        Volatile.Write(ref isPoison, false);
        journal.Clock.TryMoveTo(journal.Clock.GetUtcNow().AddMinutes(10));

        await Eventually.IsTrue(() => follower.Status.Aside == 0, "it is no longer aside");
        Assert.Equal([1, 2, 3, 4, 5], work.Versions(Members[3]).Distinct());
        Assert.Equal(5, work.Versions(Members[3])[^1]);
    }
}
