namespace Loyalty.Domain.Tests;

public sealed class SendingWindowTests
{
    [Fact]
    public void A_receiver_that_has_too_much_gets_half_and_then_one_more_for_each_success()
    {
        var window = new SendingWindow();
        Assert.Equal(64, window.Size);
        window.Answered(429);
        window.Answered(502);
        window.Answered(504);
        Assert.Equal(8, window.Size);
        window.Answered(204);
        Assert.Equal(9, window.Size);
        foreach (int? other in new int?[] { null, 301, 400, 410, 500, 503 })
            window.Answered(other);
        Assert.Equal(9, window.Size);
    }

    [Fact]
    public void It_never_closes_and_never_opens_beyond_its_bound()
    {
        var window = new SendingWindow();
        for (var i = 0; i < 20; i++)
            window.Answered(429);
        Assert.Equal(1, window.Size);
        for (var i = 0; i < 200; i++)
            window.Answered(200);
        Assert.Equal(SendingWindow.Most, window.Size);
    }
}
