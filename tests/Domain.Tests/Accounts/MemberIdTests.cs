namespace Loyalty.Domain.Tests;

public class MemberIdTests
{
    [Theory]
    [InlineData("ABCD")]
    [InlineData("0000")]
    [InlineData("A1B2C3D4E5F6G7H8I9J0")]
    [InlineData("C0000123")]
    // Twelve characters, but not all digits.
    [InlineData("12345678901A")]
    public void Four_to_twenty_capitals_and_digits_are_an_id(string id) => Assert.Equal(id, MemberId.Parse(id).Value.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABC")]
    [InlineData("A1B2C3D4E5F6G7H8I9J0K")]
    [InlineData("abcd")]
    [InlineData("AB CD")]
    [InlineData("AB-CD")]
    [InlineData("ÄBCD")]
    [InlineData("١٢٣٤")]
    [InlineData("ABCD\n")]
    public void Anything_else_is_refused(string? id) => MemberId.Parse(id).Refused("member-id-not-valid", "memberId");

    [Theory]
    // Worked by hand: 7992739871 has check digit 3 in every text book; padded to 11 digits it keeps it.
    [InlineData(7_992_739_871, "079927398713")]
    [InlineData(0, "000000000000")]
    [InlineData(1, "000000000018")]
    [InlineData(99_999_999_999, "999999999991")]
    public void An_issued_id_is_its_number_and_a_luhn_digit(long payload, string id) => Assert.Equal(id, MemberId.Issue(payload).Value);

    [Theory]
    [InlineData(-1)]
    [InlineData(100_000_000_000)]
    public void A_number_that_does_not_fit_is_not_issued(long payload) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MemberId.Issue(payload));

    [Fact]
    public void Issued_ids_are_valid_and_every_wrong_digit_is_refused()
    {
        foreach (var id in Issued())
        {
            Assert.Equal(id, MemberId.Parse(id).Value.Value);
            for (var place = 0; place < id.Length; place++)
            {
                for (var digit = '0'; digit <= '9'; digit++)
                {
                    if (digit != id[place])
                        MemberId.Parse($"{id[..place]}{digit}{id[(place + 1)..]}").Refused("member-id-not-valid", "memberId");
                }
            }
        }
    }

    [Fact]
    public void Every_swap_of_neighbours_is_refused_but_that_of_0_and_9()
    {
        foreach (var id in Issued())
        {
            for (var i = 0; i + 1 < id.Length; i++)
            {
                var (left, right) = (id[i], id[i + 1]);
                if (left == right)
                    continue;
                var passes = (left, right) is ('0', '9') or ('9', '0');
                Assert.Equal(passes, MemberId.Parse($"{id[..i]}{right}{left}{id[(i + 2)..]}").Refusal is null);
            }
        }
    }

    [Theory]
    [InlineData("00000000001")]
    [InlineData("0000000000001")]
    public void Numbers_of_other_lengths_carry_no_check_digit(string id) => Assert.Null(MemberId.Parse(id).Refusal);

    [Fact]
    public void The_default_id_is_empty_and_no_member_s() => Assert.Equal("", default(MemberId).Value);

    // A stride that is a prime walks through all kinds of digits without a random number.
    private static IEnumerable<string> Issued() =>
        Enumerable.Range(0, 500).Select(i => MemberId.Issue(i * 199_999_991L % 100_000_000_000).Value);
}
