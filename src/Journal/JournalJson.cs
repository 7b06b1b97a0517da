using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Loyalty.Journal;

/// <summary>JSON as the journal stores it: compact, strict on reading, non-ASCII text as it is.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(MemberEnrolledBody))]
[JsonSerializable(typeof(SpendRecordedBody))]
[JsonSerializable(typeof(SpendReversedBody))]
[JsonSerializable(typeof(TierMovedBody))]
[JsonSerializable(typeof(CreditPendedBody))]
[JsonSerializable(typeof(CreditReleasedBody))]
[JsonSerializable(typeof(CreditCancelledBody))]
[JsonSerializable(typeof(CreditUpdatedBody))]
[JsonSerializable(typeof(ProfileChangedBody))]
[JsonSerializable(typeof(ConsentChangedBody))]
[JsonSerializable(typeof(MemberErasedBody))]
[JsonSerializable(typeof(DisruptionStepBody))]
[JsonSerializable(typeof(LotChangedBody))]
[JsonSerializable(typeof(HoldEndedBody))]
[JsonSerializable(typeof(OrderChangedBody))]
[JsonSerializable(typeof(SnapshotBody))]
[JsonSerializable(typeof(ProfileBody))]
[JsonSerializable(typeof(List<AffectedBody>))]
[JsonSerializable(typeof(SchemeBody))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? _writing;

    /// <summary>The one instance to use.</summary>
    public static JournalJson Stored => Relaxed.Instance;

    /// <summary>The bytes of a body, the same as <see cref="Stored"/> would give.</summary>
    /// <param name="type">
    /// From the generated defaults: only they have the generated way of writing, several times as quick; the escaping is the writer's.
    /// </param>
    public static byte[] Bytes<T>(T body, JsonTypeInfo<T> type) => Bytes((body, type), static (json, what) => JsonSerializer.Serialize(json, what.body, what.type));

    /// <summary>The bytes of what is written by hand.</summary>
    public static byte[] Bytes<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var (bytes, json) = _writing ??= CreateWriter();
        try
        {
            write(json, value);
            json.Flush();
            var written = bytes.WrittenSpan.ToArray();
            bytes.ResetWrittenCount();
            json.Reset();
            return written;
        }
        catch
        {
            // Half a body must not stand before the next one.
            _writing = null;
            throw;
        }
    }

    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json) CreateWriter()
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        return (bytes, new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }));
    }

    // Apart, because it may only be made after the generated defaults.
    private static class Relaxed
    {
        public static readonly JournalJson Instance =
            new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
