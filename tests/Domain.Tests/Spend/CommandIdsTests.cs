namespace Loyalty.Domain.Tests;

public class CommandIdsTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("POS-12/2026-01-15#000017~!")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234")]
    public void An_id_is_up_to_64_printable_characters(string id)
    {
        Assert.Equal(id, TransactionId.Parse(id).Value.ToString());
        Assert.Equal(id, ReversalId.Parse(id).Value.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("tab\t")]
    [InlineData("line\n")]
    [InlineData("Zürich")]
    [InlineData("del\u007f")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Anything_else_is_refused(string? id)
    {
        TransactionId.Parse(id).Refused("transaction-id-not-valid", "transactionId");
        ReversalId.Parse(id).Refused("reversal-id-not-valid", "reversalId");
    }

    [Fact]
    public void A_purchase_that_no_path_could_name_is_refused()
    {
        TransactionId.Parse(".").Refused("transaction-id-not-valid", "transactionId");
        TransactionId.Parse("..").Refused("transaction-id-not-valid", "transactionId");
        Assert.Equal("...", TransactionId.Parse("...").Value.ToString());
    }
}
