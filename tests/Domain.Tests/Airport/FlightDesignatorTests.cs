namespace Loyalty.Domain.Tests;

public class FlightDesignatorTests
{
    [Theory]
    [InlineData("LX14", "LX14")]
    [InlineData("LX0014", "LX14")]
    [InlineData("U21234", "U21234")]
    [InlineData("4U9", "4U9")]
    [InlineData("LX14A", "LX14A")]
    [InlineData("LX9999Z", "LX9999Z")]
    public void Designators_are_read_without_leading_zeros(string text, string value) => Assert.Equal(value, FlightDesignator.Parse(text).Value.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("LX")]
    [InlineData("LXA")]
    [InlineData("LX0")]
    [InlineData("LX0000")]
    [InlineData("LX12345")]
    [InlineData("LX14AB")]
    [InlineData("lx14")]
    [InlineData("LX14a")]
    [InlineData("2214")]
    [InlineData("SWR14")]
    [InlineData("LX 14")]
    [InlineData("LX١٤")]
    [InlineData("ÄX14")]
    public void Others_are_refused(string? text) => Assert.Equal(("flight-not-valid", "flight"), Fault(FlightDesignator.Parse(text).Refusal));

    [Theory]
    [InlineData("ZRH", true)]
    [InlineData("zrh", false)]
    [InlineData("ZR", false)]
    [InlineData("ZRHH", false)]
    [InlineData("ZR1", false)]
    [InlineData(null, false)]
    public void Airports_are_three_capitals(string? text, bool valid) => Assert.Equal(valid, AirportCode.Parse(text).Refusal is null);

    [Theory]
    [InlineData("A1", true)]
    [InlineData("Lounge E", true)]
    [InlineData("security-2.b_c", true)]
    [InlineData("1", true)]
    [InlineData("1234567890123456789012345678901234567890", true)]
    [InlineData("12345678901234567890123456789012345678901", false)]
    [InlineData("", false)]
    [InlineData(" A1", false)]
    [InlineData("A1 ", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("A/1", false)]
    [InlineData("Tür", false)]
    [InlineData("<b>", false)]
    [InlineData(null, false)]
    public void Locations_are_letters_and_digits_with_marks_between(string? text, bool valid) =>
        Assert.Equal(valid, DisplayLocation.Parse(text).Refusal is null);

    [Fact]
    public void A_location_is_the_same_however_it_is_written()
    {
        Assert.Equal(DisplayLocation.Of("lounge e"), DisplayLocation.Of("Lounge E"));
        Assert.Equal(DisplayLocation.Of("lounge e").GetHashCode(), DisplayLocation.Of("Lounge E").GetHashCode());
        Assert.Equal("ZRH/LOUNGE E", new DisplayPlace(AirportCode.Of("ZRH"), DisplayLocation.Of("Lounge E")).Key);
    }

    [Theory]
    [InlineData("12A", "12A")]
    [InlineData("01A", "1A")]
    [InlineData("999Z", "999Z")]
    public void Seats_are_read(string text, string seat) => Assert.Equal(seat, Seat.Parse(text).Value.ToString());

    [Theory]
    [InlineData("A")]
    [InlineData("0A")]
    [InlineData("12")]
    [InlineData("12a")]
    [InlineData("1234A")]
    [InlineData("A12")]
    [InlineData("+1A")]
    [InlineData(null)]
    public void Other_seats_are_refused(string? text) => Assert.Equal(("seat-not-valid", "seat"), Fault(Seat.Parse(text).Refusal));

    [Fact]
    public void Seats_go_from_front_to_back() => Assert.Equal(
        ["1C", "2A", "2B", "10A"], new[] { "10A", "2B", "1C", "2A" }.Select(Seat.Of).Order().Select(seat => seat.ToString()));

    private static (string?, string?) Fault(Refusal? refusal) => (refusal?.Code, refusal?.Field);
}
