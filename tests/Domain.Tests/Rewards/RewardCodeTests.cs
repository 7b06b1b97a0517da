namespace Loyalty.Domain.Tests;

public sealed class RewardCodeTests
{
    [Fact]
    public void A_code_has_twelve_of_28_characters_and_is_read_as_people_write_it()
    {
        Assert.Equal(28, RewardCode.Characters.Distinct().Count());
        var code = RewardCode.Of([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        Assert.Equal(12, code.Length);
        Assert.Equal(code, RewardCode.Read($" {code[..4]}-{code[4..8].ToLowerInvariant()} {code[8..]} "));
        Assert.Equal(code[8..], RewardCode.LastFour(code));
        Assert.All(new[] { null, "", code[1..], code + "A", code[..11] + "0" }, text => Assert.Null(RewardCode.Read(text)));
        Assert.Throws<ArgumentException>(() => RewardCode.Of([1, 2]));
    }

    [Fact]
    public void The_check_character_finds_every_single_wrong_one()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var code = RewardCode.Of([.. Enumerable.Range(0, 11).Select(_ => random.Next(28))]);
            Assert.Equal(code, RewardCode.Read(code));
            for (var place = 0; place < code.Length; place++)
            {
                foreach (var other in RewardCode.Characters.Where(other => other != code[place]))
                    Assert.Null(RewardCode.Read(code[..place] + other + code[(place + 1)..]));
            }
        }
    }
}
