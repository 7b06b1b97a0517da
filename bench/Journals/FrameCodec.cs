using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Loyalty.Journal;

namespace Loyalty.Bench;

/// <summary>What a frame holds: the events of one append, or one write to a store beside the journal.</summary>
internal static class FrameCodec
{
    /// <summary>The first byte of a payload.</summary>
    public enum Kind : byte
    {
        Append = 1,
        Snapshot,
        Person,
        Rates,
        Fact,
    }

    public static byte[] Encode(PendingAppend append) => Written(Kind.Append, writer =>
    {
        writer.Write(append.Member);
        writer.Write(append.ExpectedVersion);
        writer.Write(append.At.UtcTicks);
        writer.Write7BitEncodedInt(append.Events.Count);
        foreach (var stored in append.Events)
        {
            writer.Write(stored.Type);
            writer.Write(stored.Due?.DayNumber ?? -1);
            writer.Write(stored.Key ?? "");
            writer.Write7BitEncodedInt(stored.Body.Length);
            writer.Write(stored.Body);
        }
    });

    public static byte[] Encode(AccountSnapshot snapshot) => Written(Kind.Snapshot, writer => writer.Write(SnapshotCodec.Encode(snapshot)));

    public static byte[] Encode(PersonRow person) => Written(Kind.Person, writer =>
    {
        writer.Write(person.Member);
        writer.Write(person.Profile);
        writer.Write(person.Fingerprint ?? "");
    });

    public static byte[] Encode(DateOnly date, IReadOnlyDictionary<string, decimal> rates) => Written(Kind.Rates, writer =>
    {
        writer.Write(date.DayNumber);
        writer.Write(JsonSerializer.Serialize(rates));
    });

    public static byte[] Encode(string name, string value) => Written(Kind.Fact, writer =>
    {
        writer.Write(name);
        writer.Write(value);
    });

    /// <summary>Takes a frame of an earlier life in.</summary>
    public static void Apply(ReadOnlySpan<byte> frame, MemoryLedger ledger, MemoryStores stores)
    {
        using var stream = new MemoryStream(frame.ToArray());
        using var reader = new BinaryReader(stream);
        switch ((Kind)reader.ReadByte())
        {
            case Kind.Append:
                ApplyAppend(reader, ledger);
                break;
            case Kind.Snapshot:
                if (SnapshotCodec.Decode(SnapshotCodec.Format, frame[1..].ToArray()) is { } snapshot)
                    stores.Keep(snapshot);
                break;
            case Kind.Person:
                stores.Keep(ReadPerson(reader));
                break;
            case Kind.Rates:
                stores.Keep(DateOnly.FromDayNumber(reader.ReadInt32()), JsonSerializer.Deserialize<Dictionary<string, decimal>>(reader.ReadString())!);
                break;
            case Kind.Fact:
                stores.Keep(reader.ReadString(), reader.ReadString());
                break;
            default:
                throw new InvalidDataException("A frame of an unknown kind.");
        }
    }

    private static void ApplyAppend(BinaryReader reader, MemoryLedger ledger)
    {
        var member = reader.ReadString();
        var version = reader.ReadInt64();
        var at = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var type = reader.ReadString();
            var due = reader.ReadInt32();
            var key = reader.ReadString();
            var body = reader.ReadBytes(reader.Read7BitEncodedInt());
            var (day, name) = (due < 0 ? (DateOnly?)null : DateOnly.FromDayNumber(due), key.Length == 0 ? null : key);
            // A frame has its own checksum, over all of it.
            ledger.Add(member, ++version, at, new EncodedEvent(type, body, day, name, RowChecksum.Of(member, version, type, body, at, day, name)));
        }
    }

    private static Person ReadPerson(BinaryReader reader)
    {
        var member = MemberId.Of(reader.ReadString());
        var profile = ProfileCodec.Decode(member, reader.ReadString());
        var fingerprint = reader.ReadString();
        return new Person(member, profile, fingerprint.Length == 0 ? null : fingerprint);
    }

    private static byte[] Written(Kind kind, Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream(512);
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write((byte)kind);
            write(writer);
        }

        return stream.ToArray();
    }
}
