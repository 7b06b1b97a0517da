namespace Loyalty.Domain.Tests;

public sealed class NumberSchemeTests
{
    private static readonly NumberScheme MilesAndMore = new(
        "miles-and-more", NumberKind.Partner, "[0-9]{15}", NumberCheck.None,
        ["992000000000125", "222000000000001"], ["99200000000012", "99200000000012A"], 1, ["LH"]);

    [Fact]
    public void A_scheme_that_does_what_its_examples_say_has_no_fault() => Assert.Empty(MilesAndMore.Faults());

    [Fact]
    public void A_pattern_that_takes_less_than_its_author_meant_is_refused_by_the_example()
    {
        var faults = (MilesAndMore with { Pattern = "^100[0-9]$", Examples = ["1001234567890", "1001"] }).Faults();
        Assert.Equal([("pattern-not-valid", "examples[0]")], faults.Select(fault => (fault.Code, fault.Field)));
    }

    [Fact]
    public void A_pattern_that_takes_more_than_its_author_meant_is_refused_by_the_counter_example() => Assert.Equal(
        ["counterExamples[0]"], (MilesAndMore with { Pattern = "[0-9]+" }).Faults().Select(fault => fault.Field));

    [Fact]
    public void Fewer_than_two_examples_of_either_sort_are_refused() => Assert.Equal(
        ["examples", "counterExamples"],
        (MilesAndMore with { Examples = ["992000000000125", "992000000000125"], CounterExamples = [] }).Faults().Select(fault => fault.Field));

    [Theory]
    [InlineData("(?=1)[0-9]{15}")]
    [InlineData("(?<!1)[0-9]{15}")]
    [InlineData(@"([0-9])\1{14}")]
    [InlineData("(?>[0-9]+)1")]
    [InlineData("([0-9]+)+")]
    [InlineData("(a*)*b")]
    [InlineData("((ab|[0-9]{2,})x?){1,}")]
    [InlineData("[0-9")]
    [InlineData("[0-9])|([0-9]")]
    [InlineData("")]
    public void A_pattern_that_could_backtrack_or_is_none_is_refused(string pattern)
    {
        var fault = Assert.Single((MilesAndMore with { Pattern = pattern }).Faults());
        Assert.Equal(("pattern-not-valid", "pattern"), (fault.Code, fault.Field));
    }

    [Fact]
    public void A_pattern_of_more_than_200_characters_is_refused() =>
        Assert.Equal("pattern", Assert.Single((MilesAndMore with { Pattern = new string('1', 201) }).Faults()).Field);

    [Theory]
    [InlineData("[0-9]+|[A-Z]+")]
    [InlineData("([0-9]{2})+[+*]+")]
    [InlineData(@"\(+[]*)]*\)*")]
    [InlineData("(a+b){2}")]
    public void A_pattern_that_repeats_only_side_by_side_is_taken(string pattern) => Assert.Null(NumberPattern.Parse(pattern).Refusal);

    [Theory]
    [InlineData("12|34", "12", true)]
    [InlineData("12|34", "1234", false)]
    [InlineData("12|34", "x34", false)]
    [InlineData("^[0-9]{3}$", "123", true)]
    [InlineData("^[0-9]{3}$", "123\n", false)]
    public void The_whole_number_must_match(string pattern, string number, bool matches) =>
        Assert.Equal(matches, NumberPattern.Parse(pattern).Value.Matches(number));

    [Theory]
    [InlineData(NumberCheck.Luhn, "4539578763621486", true)]
    [InlineData(NumberCheck.Luhn, "4539578763621487", false)]
    [InlineData(NumberCheck.Mod7, "100", false)]
    [InlineData(NumberCheck.Mod7, "103", true)]
    [InlineData(NumberCheck.Mod7, "9920000000002", true)]
    [InlineData(NumberCheck.Mod7, "7", false)]
    [InlineData(NumberCheck.Mod7, "10A", false)]
    [InlineData(NumberCheck.None, "10A", true)]
    public void A_check_digit_is_reckoned(NumberCheck check, string number, bool holds) => Assert.Equal(holds, check.Holds(number));

    [Theory]
    [InlineData("9920 0000-0000 125", "992000000000125")]
    [InlineData("AB 12", "AB12")]
    [InlineData("", null)]
    [InlineData(" - ", null)]
    [InlineData("１２", null)]
    [InlineData("1\t2", null)]
    [InlineData("1|2", null)]
    [InlineData("12345678901234567890123456789012345678901", null)]
    public void Spaces_and_hyphens_are_left_out(string written, string? number) => Assert.Equal(number, NumberText.Normalise(written));

    [Fact]
    public void What_is_refused_is_not_repeated()
    {
        var refused = MilesAndMore.Read("99200000000012");
        Assert.Equal("number-not-valid", refused.Refusal!.Code);
        Assert.DoesNotContain("9920", refused.Refusal.Detail, StringComparison.Ordinal);
        Assert.Equal("992000000000125", MilesAndMore.Read("9920 0000 0000-125").Value);
    }

    [Theory]
    [InlineData("miles-and-more", true)]
    [InlineData("crm2", true)]
    [InlineData("-crm", false)]
    [InlineData("Crm", false)]
    [InlineData("", false)]
    public void A_scheme_is_named_by_small_letters_digits_and_hyphens(string id, bool valid) => Assert.Equal(valid, NumberScheme.IsId(id));
}
