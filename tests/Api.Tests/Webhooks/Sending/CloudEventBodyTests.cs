using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents.SystemTextJson;
using Loyalty.Domain;

namespace Loyalty.Api.Tests;

public sealed class CloudEventBodyTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 10, 15, 4, TimeSpan.Zero);

    [Fact]
    public void The_wire_to_the_byte()
    {
        var body = Encoding.UTF8.GetString(Sample().Span);
        Assert.Equal(
            """
            {"specversion":"1.0","id":"evt_l00000000000000036682","source":"https://loyalty.example/spend-recognition","type":"loyalty.tierUpgraded","subject":"100000000016","time":"2026-11-21T10:15:04.000Z","datacontenttype":"application/json","partitionkey":"100000000016","sequence":"00000000000000036682","data":{"amount":2500.00,"reason":"für Zürich"}}
            """,
            body);
    }

    [Fact]
    public void The_published_library_reads_it()
    {
        var read = new JsonEventFormatter().DecodeStructuredModeMessage(Sample(), new ContentType(CloudEventBody.ContentType), null);
        Assert.True(read.IsValid);
        Assert.Equal(("evt_l00000000000000036682", "loyalty.tierUpgraded", "100000000016"), (read.Id, read.Type, read.Subject));
        Assert.Equal(At, read.Time);
        Assert.Equal("00000000000000036682", read["sequence"]);
        Assert.Equal("2500.00", ((JsonElement)read.Data!).GetProperty("amount").GetRawText());
    }

    [Theory]
    [InlineData("https://loyalty.example", EventStream.Ledger, "https://loyalty.example")]
    [InlineData("https://loyalty.example", EventStream.Persons, "https://loyalty.example/persons")]
    [InlineData("https://loyalty.example/", EventStream.Airport, "https://loyalty.example/airport")]
    [InlineData("urn:loyalty", EventStream.Persons, "urn:loyalty:persons")]
    public void Another_streams_source_ends_in_its_name(string source, EventStream stream, string expected) =>
        Assert.Equal(expected, CloudEventBody.SourceOf(source, stream));

    private static ReadOnlyMemory<byte> Sample() => CloudEventBody.Write(
        EventStreams.IdOf(EventStream.Ledger, 36682),
        "https://loyalty.example/spend-recognition",
        "loyalty.tierUpgraded",
        "100000000016",
        At,
        36682,
        """{"amount":2500.00,"reason":"für Zürich"}"""u8);
}
