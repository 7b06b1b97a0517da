namespace Loyalty.Grains.Tests;

public sealed class MailboxTests
{
    private sealed class Box : Mailbox;

    [Fact]
    public async Task Turns_come_in_the_order_of_arrival()
    {
        var box = new Box();
        Assert.True(await box.EnterAsync());
        var order = new List<int>();
        var turns = Enumerable.Range(0, 20).Select(i => TurnAsync(box, () => order.Add(i))).ToList();

        box.Leave();
        await Task.WhenAll(turns);

        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Fact]
    public async Task More_than_the_bound_may_not_wait()
    {
        var box = new Box();
        await box.EnterAsync();
        var waiting = Enumerable.Range(0, Mailbox.MaxWaiting).Select(_ => TurnAsync(box, () => { })).ToList();

        await Assert.ThrowsAsync<EngineBusyException>(async () => await box.EnterAsync());

        box.Leave();
        await Task.WhenAll(waiting);
        Assert.True(box.TryEnter());
    }

    [Fact]
    public async Task A_closed_mailbox_sends_everybody_away()
    {
        var box = new Box();
        await box.EnterAsync();
        var waiting = box.EnterAsync();

        box.Close();

        Assert.False(await waiting);
        Assert.False(await box.EnterAsync());
        Assert.False(box.TryEnter());
    }

    private static async Task TurnAsync(Box box, Action work)
    {
        Assert.True(await box.EnterAsync());
        work();
        box.Leave();
    }
}
