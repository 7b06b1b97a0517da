namespace Loyalty.Domain.Tests;

public sealed class BoardingPassTests
{
    /// <summary>The example of IATA's guide: one leg, nothing but what each pass has.</summary>
    public const string Plain = "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226J001A0025 100";

    [Fact]
    public void A_pass_without_the_conditional_part_has_no_number()
    {
        Assert.Equal(60, Plain.Length);
        Assert.Empty(BoardingPass.Read(Plain)!);
    }

    [Fact]
    public void The_frequent_flyer_stands_in_the_conditional_part() => Assert.Equal(
        [new FrequentFlyer("LH", "992000000000125")], BoardingPass.Read(Pass("LH ", "992000000000125 "))!);

    [Fact]
    public void Each_leg_has_its_own_and_the_same_one_twice_is_one()
    {
        var leg = "ABC123 FRAZRHLX 0014 226J001A0025 1";
        Assert.Equal(
            [new FrequentFlyer("LH", "1"), new FrequentFlyer("LX", "2")],
            BoardingPass.Read(Pass("LH ", "1               ", legs: 3) + leg + Again("LX ", "2               ") + leg + Again("LX ", "2               "))!);
    }

    [Fact]
    public void What_the_airline_and_security_add_is_passed_over() => Assert.Equal(
        [new FrequentFlyer("LH", "992000000000125")],
        BoardingPass.Read(Pass("LH ", "992000000000125 ", more: "ANYTHING") + "^164GIWVC5EH7JNT684FVNJ91W2QA4DVN5J8K4F0L0GEQ3DF5TGBN8709HKT5D3DW3GBHFCVHMY7J5T6HFR41W2QA4DVN5J8K4F0L0GE")!);

    [Fact]
    public void A_pass_whose_conditional_part_ends_before_the_number_has_none()
    {
        Assert.Empty(BoardingPass.Read(Plain[..58] + "06>300" + "00")!);
        Assert.Empty(BoardingPass.Read(Plain[..58] + "04>300")!);
    }

    [Theory]
    [InlineData("M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226J001A0025 10")]
    [InlineData("S1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226J001A0025 100")]
    [InlineData("M2DESMARAIS/LUC       EABC123 YULFRAAC 0834 226J001A0025 100")]
    [InlineData("M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226J001A0025 1ZZ")]
    [InlineData("M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226J001A0025 10A>30")]
    [InlineData("M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226J001A0025 106>3FFXX")]
    public void What_is_cut_off_or_no_pass_is_not_read(string text) => Assert.Null(BoardingPass.Read(text));

    /// <summary>A pass of a leg or the first of several.</summary>
    internal static string Pass(string airline, string number, int legs = 1, string more = "")
    {
        // Version 3, with what is told once of the pass: eleven characters.
        var conditional = ">30B" + "1WW6225BAC " + Repeated(airline, number) + more;
        return $"M{legs}DESMARAIS/LUC       EABC123 YULFRAAC 0834 226J001A0025 1{conditional.Length:X2}{conditional}";
    }

    private static string Again(string airline, string number)
    {
        var repeated = Repeated(airline, number);
        return $"{repeated.Length:X2}{repeated}";
    }

    private static string Repeated(string airline, string number)
    {
        var fields = "014" + "1234567890" + "0" + "1" + "AC " + airline + number + " " + "20K";
        return $"{fields.Length:X2}{fields}";
    }
}
