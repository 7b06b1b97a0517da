namespace Loyalty.Journal.Tests;

public sealed class PhoneKeyTests
{
    [Theory]
    [InlineData("+41 79 123 45 67", "791234567+41")]
    [InlineData("+41 (0)79 123 45 67", "791234567+41")]
    [InlineData("0041791234567", "791234567+41")]
    [InlineData("0041 (0) 79 123-45.67", "791234567+41")]
    [InlineData("41 (0)79 123 45 67", "791234567+41")]
    [InlineData("(+41) 79 123/45/67", "791234567+41")]
    [InlineData("079 123 45 67", "791234567+")]
    [InlineData("(079) 123 45 67", "791234567+")]
    [InlineData("(0)79 123 45 67", "791234567+")]
    [InlineData("+1 (212) 555-0100", "2125550100+1")]
    [InlineData("+39 06 1234 5678", "612345678+39")]
    [InlineData("+423 230 11 11", "2301111+423")]
    [InlineData("+7 495 123-45-67", "4951234567+7")]
    [InlineData("00000", null)]
    [InlineData("call me", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_number_is_its_national_part_and_its_country(string? phone, string? key) => Assert.Equal(key, PhoneKey.Of(phone));

    [Theory]
    [InlineData("+41791234567", "+41 (0)79 123 45 67")]
    [InlineData("+41791234567", "0041 79 123 45 67")]
    [InlineData("+41791234567", "0041(0)791234567")]
    [InlineData("+41791234567", "079 123 45 67")]
    [InlineData("+41791234567", "791234567")]
    [InlineData("+41791234567", "41791234567")]
    [InlineData("+41791234567", "011 41 79 123 45 67")]
    [InlineData("+41791234567", "0011 41 79 123 45 67")]
    [InlineData("+41791234567", "8 10 41 79 123 45 67")]
    [InlineData("+41791234567", "tel:+41-79-123-45-67")]
    [InlineData("+41791234567", "＋４１ ７９ １２３ ４５ ６７")]
    [InlineData("+41791234567", "\u202A+41 79 123 45 67\u202C")]
    [InlineData("+41791234567", "+41\u00A079\u2009123\u201145\u201367")]
    [InlineData("+41 (0)79 123 45 67", "+41791234567")]
    [InlineData("079 123 45 67", "+41 79 123 45 67")]
    [InlineData("079 123 45 67", "0041 (0)79 123 45 67")]
    [InlineData("079 123 45 67", "(079) 1234567")]
    [InlineData("41791234567", "+41 79 123 45 67")]
    [InlineData("0041 79 123 45 67", "+41791234567")]
    [InlineData("+12125550100", "(212) 555-0100")]
    [InlineData("+12125550100", "1-212-555-0100")]
    [InlineData("1 212 555 0100", "+1 212 555 0100")]
    [InlineData("+74951234567", "8 (495) 123-45-67")]
    [InlineData("8 (495) 123-45-67", "+7 495 123 45 67")]
    [InlineData("+3612345678", "06 1 234 5678")]
    [InlineData("06 1 234 5678", "+36 1 234 5678")]
    [InlineData("+390612345678", "06 1234 5678")]
    public void A_number_is_found_however_it_is_written(string kept, string query) => Assert.True(Finds(kept, query));

    [Theory]
    [InlineData("+41791234567", "+49 79 123 45 67")]
    [InlineData("+41791234567", "079 123 45 68")]
    [InlineData("+41791234567", "079 123 45")]
    [InlineData("+41791234567", "1234567")]
    [InlineData("+41791234567", "+41 79 123 45 67 ext 5")]
    [InlineData("+41791234567", "Ada")]
    [InlineData("+41791234567", "4567")]
    [InlineData("+3612345678", "+361 234 567")]
    public void Another_number_is_not_found(string kept, string query) => Assert.False(Finds(kept, query));

    private static bool Finds(string kept, string query)
    {
        var key = PhoneKey.Of(kept)!;
        return PhoneKey.Candidates(query).Any(candidate => candidate.AnyCountry ? key.StartsWith(candidate.Key, StringComparison.Ordinal) : key == candidate.Key);
    }
}
