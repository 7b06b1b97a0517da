namespace Loyalty.Domain.Tests;

public class RefusalTests
{
    [Fact]
    public void A_refused_value_cannot_be_taken_for_one()
    {
        Checked<int> refused = new Refusal("no-reason", "No.", "field");
        Assert.Contains("no-reason", Assert.Throws<InvalidOperationException>(() => refused.Value).Message, StringComparison.Ordinal);
        Checked<int> given = 7;
        Assert.Equal((7, null), (given.Value, given.Refusal));
    }
}
