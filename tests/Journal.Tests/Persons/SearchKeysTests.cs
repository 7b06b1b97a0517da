using Loyalty.Grains;

namespace Loyalty.Journal.Tests;

public sealed class SearchKeysTests
{
    [Theory]
    [InlineData("Müller", "muller")]
    [InlineData("  Ngô  Đình ", "ngo dinh")]
    [InlineData("O’Brien-Łukasz", "obrien lukasz")]
    [InlineData("Straße", "strasse")]
    [InlineData("E\u0301milie", "emilie")]
    [InlineData("ΆΛΦΑ Ёлка", "αλφα елка")]
    [InlineData("李 小龍", "李 小龍")]
    [InlineData("half \ud83d of a pair", "half of a pair")]
    [InlineData("’-’", null)]
    [InlineData(null, null)]
    public void A_name_loses_case_accents_and_marks(string? name, string? key) => Assert.Equal(key, SearchKeys.NameKey(name));

    [Theory]
    [InlineData("İpek", "ipek")]
    [InlineData("İPEK", "ipek")]
    [InlineData("Diyarbakır", "DİYARBAKIR")]
    [InlineData("Παππάς", "ΠΑΠΠΑΣ")]
    [InlineData("ΠΑΠΠΑΣ", "παππας")]
    [InlineData("ᾌδης", "αδησ")]
    [InlineData("\u1100\u1175\u11b7\u110e\u1165\u11af\u1109\u116e", "김철수")]
    [InlineData("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국")]
    [InlineData("\uFFA1\uFFDC\uFFB1\uFFBA\uFFC6\uFFA9\uFFB5\uFFD3", "김철수")]
    [InlineData("\uFFBE\uFFC2\uFFA4\uFFA1\uFFD3\uFFA1", "한국")]
    [InlineData("\uFFBE\uFFC2\uFFA4\uFFC2", "하나")]
    [InlineData("\uFFB7\uFFD7\uFFA4\uFFA1\uFFCD\uFFA4", "윤관")]
    [InlineData("ＳＭＩＴＨ", "smith")]
    [InlineData("Ｍüｌｌｅｒ", "Muller")]
    [InlineData("か\u3099わ", "がわ")]
    [InlineData("は\u309Aん", "ぱん")]
    [InlineData("ﾀﾅｶ", "たなか")]
    [InlineData("ﾊﾟﾋﾞ", "パビ")]
    [InlineData("タナカ", "たなか")]
    [InlineData("ｳﾞｨ", "ヴィ")]
    [InlineData("أحمد", "احمد")]
    [InlineData("إبراهيم", "ابراهيم")]
    [InlineData("آمنة", "امنه")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("محـــمد", "محمد")]
    [InlineData("علاء", "علا")]
    [InlineData("مصطفى", "مصطفي")]
    [InlineData("علی\u200Cرضا", "علیرضا")]
    [InlineData("کریم", "كريم")]
    [InlineData("\uFEE3\uFEA4\uFEE4\uFEAA", "محمد")]
    [InlineData("יעקבָ", "יעקב")]
    [InlineData("כהן", "כהנ")]
    [InlineData("Müller", "Mueller")]
    [InlineData("Mueller", "Muller")]
    [InlineData("Jörg Schröder", "Joerg Schroeder")]
    [InlineData("Weiß", "Weiss")]
    [InlineData("Weiẞ", "WEISS")]
    [InlineData("Åse Sørensen", "Aase Soerensen")]
    [InlineData("Æbelø", "Aebeloe")]
    [InlineData("Þóra Guðmundsdóttir", "Thora Gudmundsdottir")]
    [InlineData("ʻOhana", "Ohana")]
    [InlineData("Gal·la", "Galla")]
    [InlineData("Nguyễn", "NGUYEN")]
    [InlineData("क\u093C", "\u0958")]
    [InlineData("\u09C7\u09BE", "\u09CB")]
    [InlineData("\u202EAda\u202C", "ada")]
    [InlineData("A\u00ADda", "ada")]
    [InlineData("ﬁnn", "Finn")]
    [InlineData("Henry ２世", "henry 2世")]
    public void Two_spellings_of_a_name_are_one_key(string one, string other)
    {
        Assert.NotNull(SearchKeys.NameKey(one));
        Assert.Equal(SearchKeys.NameKey(one), SearchKeys.NameKey(other));
    }

    [Theory]
    [InlineData("か", "が")]
    [InlineData("김", "강")]
    [InlineData("कि", "के")]
    [InlineData("Ada", "Eda")]
    [InlineData("سعيد", "سعد")]
    public void Two_names_are_two_keys(string one, string other) => Assert.NotEqual(SearchKeys.NameKey(one), SearchKeys.NameKey(other));

    [Theory]
    [InlineData("Mueller"), InlineData("Müller"), InlineData("Aaron Åse"), InlineData("김철수"), InlineData("Παππάς"), InlineData("Jörg Schröder")]
    public void What_is_typed_of_a_name_begins_its_key(string name)
    {
        var key = SearchKeys.NameKey(name)!;
        for (var typed = 1; typed <= name.Length; typed++)
            Assert.StartsWith(SearchKeys.NameKey(name[..typed]) ?? "", key, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_has_an_end_and_is_text()
    {
        var profile = new Profile(new string('ﷺ', 100), string.Concat(Enumerable.Repeat("𝔸", 500)), new string('ü', 400) + "@example.org");
        var keys = SearchKeys.Of(profile);
        Assert.All([keys.GivenName!, keys.FamilyName!, keys.Email!], key =>
        {
            Assert.InRange(key.Length, 1, SearchKeys.MaxLength + 2);
            Assert.DoesNotContain('\uFFFD', key);
        });
    }
}
