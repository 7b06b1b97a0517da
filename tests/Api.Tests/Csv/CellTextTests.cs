namespace Loyalty.Api.Tests;

/// <summary>What callers wrote is never a formula in a spreadsheet.</summary>
public class CellTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+41441234567", "'+41441234567")]
    [InlineData("-2 hours", "'-2 hours")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1+1", "'\t'=1+1")]
    [InlineData("\r=1+1", "'\r'=1+1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("  =1+1", "  '=1+1")]
    [InlineData("\"=1+1", "\"'=1+1")]
    [InlineData("seat 12A;=cmd|' /C calc'!A0", "seat 12A;'=cmd|' /C calc'!A0")]
    [InlineData("x|-1", "x|'-1")]
    [InlineData("2+2=4", "2+2=4")]
    [InlineData("Anne-Marie", "Anne-Marie")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void A_cell_that_begins_like_a_formula_begins_with_an_apostrophe(string? text, string? cell) => Assert.Equal(cell, CellText.Of(text));

    [Theory]
    [InlineData("+41 44 123 45 67", "+41 44 123 45 67")]
    [InlineData("+41441234567", "+41441234567")]
    [InlineData("(044) 123-45/67", "(044) 123-45/67")]
    [InlineData("+1;=cmd|' /C calc'!A0", "'+1;'=cmd|' /C calc'!A0")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData(null, null)]
    public void A_phone_number_is_itself(string? phone, string? cell) => Assert.Equal(cell, CellText.OfPhone(phone));

    [Fact]
    public void Numbers_stay_numbers() => Assert.Equal(("-12.50", "-3"), (Cells.Of(-12.50m), Cells.Of(-3)));
}
