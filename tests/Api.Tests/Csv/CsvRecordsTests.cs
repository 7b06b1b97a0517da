using System.IO.Pipelines;
using System.Text;

namespace Loyalty.Api.Tests;

public class CsvRecordsTests
{
    [Theory]
    [InlineData("a,b\r\n1,2\r\n", "1:a|b 2:1|2")]
    [InlineData("a,b\n1,2", "1:a|b 2:1|2")]
    [InlineData("a,b\r1,2\r3,4", "1:a|b 2:1|2 3:3|4")]
    [InlineData("a,b\r1,2\r\n3,4\r", "1:a|b 2:1|2 3:3|4")]
    [InlineData("\n\na,b\n\n \n1,2\n", "3:a|b 6:1|2")]
    [InlineData("a;b\n1;2,5", "1:a|b 2:1|2,5")]
    [InlineData("a\tb\n1\t2", "1:a|b 2:1|2")]
    [InlineData("sep=;\na;b\n1,2;3", "2:a|b 3:1,2|3")]
    [InlineData("\"sep=,\"\r\na,b\r\n1,2", "2:a|b 3:1|2")]
    [InlineData("SEP=\t\na\tb", "2:a|b")]
    [InlineData("a,b\n\"1\",\"2\"", "1:a|b 2:1|2")]
    [InlineData("a,b\n\"1,2\",\"\"\"3\"\"\"", "1:a|b 2:1,2|\"3\"")]
    [InlineData("a,b\n\"\",x", "1:a|b 2:|x")]
    [InlineData("a,b\n1,\n,2", "1:a|b 2:1| 3:|2")]
    [InlineData("a,b\n,\n;\n1,2", "1:a|b 3:; 4:1|2")]
    [InlineData("a,b\n\"1\n2\n3\",4\n5,6", "1:a|b 2:1\n2\n3|4 5:5|6")]
    [InlineData("a,b\r\n\"1\r\n2\",4\r\n5,6", "1:a|b 2:1\r\n2|4 4:5|6")]
    [InlineData("a,b\r\"1\r2\",4\r5,6", "1:a|b 2:1\r2|4 4:5|6")]
    [InlineData("a,b\n\"1\r2\",4\n5,6", "1:a|b 2:1\r2|4 4:5|6")]
    [InlineData("a,b\n\"say \"\"hi\"\"\n\"\"x\"\"\",4\n5,6", "1:a|b 2:say \"hi\"\n\"x\"|4 4:5|6")]
    [InlineData("\"a\",\"b\"\n1,2", "1:a|b 2:1|2")]
    [InlineData("\uFEFFa,b\n1,2", "1:a|b 2:1|2")]
    [InlineData("", "")]
    [InlineData("\r\n\n", "")]
    [InlineData("sep=;", "")]
    public async Task Reads_as_RFC_4180_has_it(string file, string records) => Assert.Equal(records, await ShownAsync(file));

    [Theory]
    [InlineData("a,b\n1,2\n3,\"open\n4,5\n6,7", "1:a|b 2:1|2 3!row-not-valid")]
    [InlineData("a,b\n1,2\n3,x\"y\n4,5", "1:a|b 2:1|2 3!row-not-valid")]
    [InlineData("a,b\n1,2\n3, \"note\nEVIL,5\n\"\n4,5", "1:a|b 2:1|2 3!row-not-valid")]
    [InlineData("a,b\n1,2\n3,\"x\"y\n4,5", "1:a|b 2:1|2 3!row-not-valid")]
    [InlineData("a,b\n1,2\n3,\"x\" \n4,5", "1:a|b 2:1|2 3!row-not-valid")]
    [InlineData("a,b\n1,2\n\"x\ny\",\"z\n4,5", "1:a|b 2:1|2 3!row-not-valid")]
    [InlineData("a,b\n1,\"", "1:a|b 2!row-not-valid")]
    [InlineData("\"a,b\n1,2", "1!row-not-valid")]
    public async Task Nothing_is_guessed_after_a_broken_quote(string file, string records) => Assert.Equal(records, await ShownAsync(file));

    [Fact]
    public async Task A_refusal_names_the_line_of_the_quote()
    {
        var last = (await ReadAsync(Encoding.UTF8.GetBytes("a,b\n\"x\ny\",\"z\n4,5"))).Last();
        Assert.Equal(2, last.Line);
        Assert.Contains("line 3", last.Fault!.Detail);
    }

    [Theory]
    [InlineData("a,b\n1\r,2\n3,4", "1:a|b 2!row-not-valid 3:3|4")]
    [InlineData("a,b\r1\n,2\r3,4", "1:a|b 2!row-not-valid 3:3|4")]
    public async Task A_line_end_of_another_kind_spoils_its_row_alone(string file, string records) => Assert.Equal(records, await ShownAsync(file));

    [Fact]
    public async Task A_record_without_end_is_passed_over()
    {
        var rows = await ReadAsync(Encoding.UTF8.GetBytes($"a,b\n{new string('x', CsvParser.MaxCharacters)},2\n1,2\n\"{new string('\n', 2 * CsvParser.MaxCharacters)}\",2\n3,4"));
        Assert.Equal(["line-too-long", null, "line-too-long", null], rows.Skip(1).Select(row => row.Fault?.Code));
        Assert.Equal([2, 3, 4, 5 + (2 * CsvParser.MaxCharacters)], rows.Skip(1).Select(row => row.Line));
        Assert.Equal("line-too-long", (await ReadAsync(Encoding.UTF8.GetBytes(new string('a', 2 * CsvParser.MaxCharacters) + "\n1,2")))[0].Fault!.Code);
    }

    [Fact]
    public async Task A_quote_that_is_open_for_long_is_one_refusal()
    {
        var rows = await ReadAsync(Encoding.UTF8.GetBytes($"a,b\n1,2\n3,\"{string.Concat(Enumerable.Repeat("EVIL,5\n", 30_000))}"));
        Assert.Equal([null, null, "row-not-valid"], rows.Select(row => row.Fault?.Code));
    }

    public static TheoryData<string, byte[]> Encodings()
    {
        const string text = "a,b\r\nMüller,李𝔸\r\n";
        var data = new TheoryData<string, byte[]>();
        foreach (var (name, encoding) in new (string, Encoding)[]
        {
            ("UTF-8", new UTF8Encoding(false)), ("UTF-16LE", new UnicodeEncoding(false, false)), ("UTF-16BE", new UnicodeEncoding(true, false)), ("UTF-32LE", new UTF32Encoding(false, true)), ("UTF-32BE", new UTF32Encoding(true, true)),
        })
        {
            data.Add(name + " with a mark", [.. Mark(encoding), .. encoding.GetBytes(text)]);
            if (!name.StartsWith("UTF-32", StringComparison.Ordinal))
                data.Add(name, encoding.GetBytes(text));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Takes_what_spreadsheets_write(string name, byte[] file)
    {
        foreach (var pieces in (int[])[1, 3, int.MaxValue])
            Assert.Equal((name, "1:a|b 2:Müller|李𝔸"), (name, Shown(await ReadAsync(file, pieces))));
    }

    [Fact]
    public async Task Bytes_of_another_encoding_spoil_their_row_alone()
    {
        var rows = await ReadAsync([.. "a,b\nM"u8, 0xFC, .. "ller,1\nx,2"u8]);
        Assert.Equal([null, "encoding-not-valid", null], rows.Select(row => row.Fault?.Code));
        Assert.Equal("encoding-not-valid", (await ReadAsync([.. "a,b\nx,"u8, 0xC3]))[1].Fault!.Code);
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 20, 0 }, "workbook")]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1 }, "workbook")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0 }, "compressed")]
    public async Task What_is_no_text_is_told_by_its_kind(byte[] file, string word) =>
        Assert.Contains(word, Assert.Single(await ReadAsync(file)).Fault!.Detail);

    [Fact]
    public async Task However_the_file_is_cut_it_is_the_same()
    {
        var file = Encoding.UTF8.GetBytes("sep=;\r\nä;b\r\n\"1\r\n\"\"2\"\"\";x\r\n3;4\r\n\"5\";\"6\r\n");
        var whole = Shown(await ReadAsync(file));
        for (var pieces = 1; pieces < file.Length; pieces++)
            Assert.Equal(whole, Shown(await ReadAsync(file, pieces)));
    }

    private static byte[] Mark(Encoding encoding) => encoding is UTF8Encoding ? [0xEF, 0xBB, 0xBF] : encoding.GetBytes("\uFEFF");

    private static async Task<string> ShownAsync(string file) => Shown(await ReadAsync(Encoding.UTF8.GetBytes(file)));

    private static string Shown(IEnumerable<CsvRecord> records) =>
        string.Join(' ', records.Select(record => record.Fault is { } fault ? $"{record.Line}!{fault.Code}" : $"{record.Line}:{string.Join('|', record.Cells)}"));

    private static async Task<List<CsvRecord>> ReadAsync(byte[] file, int pieces = int.MaxValue)
    {
        var pipe = new Pipe();
        var writing = Task.Run(async () =>
        {
            foreach (var piece in file.Chunk(Math.Min(pieces, Math.Max(file.Length, 1))))
                await pipe.Writer.WriteAsync(piece);
            await pipe.Writer.CompleteAsync();
        });
        var records = new List<CsvRecord>();
        await foreach (var record in CsvRecords.ReadAsync(pipe.Reader))
            records.Add(record);
        await pipe.Reader.CompleteAsync();
        await writing;
        return records;
    }
}
