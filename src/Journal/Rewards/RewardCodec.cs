using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>
/// Events of rewards to stored bodies and back. The names of types and fields are stored for good, and a test holds them; strict both ways.
/// </summary>
internal static class RewardCodec
{
    /// <summary>The type of every row: a list of events.</summary>
    public const string RowType = "rewards.1";

    private static readonly IReadOnlyDictionary<Type, string> Names = new Dictionary<Type, string>
    {
        [typeof(LotIssued)] = "lot-issued.1",
        [typeof(LotExpired)] = "lot-expired.1",
        [typeof(LotRevoked)] = "lot-revoked.1",
        [typeof(LotLeft)] = "lot-left.1",
        [typeof(LotClaimed)] = "lot-claimed.1",
        [typeof(HoldOpened)] = "hold-opened.1",
        [typeof(CodeSent)] = "code-sent.1",
        [typeof(CodeWrong)] = "code-wrong.1",
        [typeof(HoldConfirmed)] = "hold-confirmed.1",
        [typeof(HoldCaptured)] = "hold-captured.1",
        [typeof(HoldVoided)] = "hold-voided.1",
        [typeof(HoldExpired)] = "hold-expired.1",
        [typeof(CaptureRefunded)] = "capture-refunded.1",
    };

    private static readonly JsonSerializerOptions Stored = Created();

    public static string Encode(IReadOnlyList<RewardEvent> events) => JsonSerializer.Serialize(events, Stored);

    /// <exception cref="JournalDamagedException">It is not what this engine writes.</exception>
    public static IReadOnlyList<RewardEvent> Decode(string owner, long version, string body)
    {
        try
        {
            return JsonSerializer.Deserialize<List<RewardEvent>>(body, Stored) ?? throw new JsonException("The body is null.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new JournalDamagedException(owner, version, $"A row of rewards cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The checksum of a row; see <see cref="RowChecksum"/>.</summary>
    public static long Checksum(string owner, long version, DateTimeOffset at, string body, string claim) =>
        RowChecksum.Of(owner, version, RowType, Encoding.UTF8.GetBytes(body), at, null, claim);

    private static JsonSerializerOptions Created()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Name, LeaveOutReckoned } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new TextConverter<LotId>(text => new LotId(text), id => id.Value));
        options.Converters.Add(new TextConverter<HoldId>(text => new HoldId(text), id => id.Value));
        options.Converters.Add(new TextConverter<CaptureId>(text => new CaptureId(text), id => id.Value));
        options.Converters.Add(new TextConverter<RefundId>(text => new RefundId(text), id => id.Value));
        options.Converters.Add(new TextConverter<Currency>(Currency.Of, currency => currency.Code));
        options.Converters.Add(new ListConverters());
        options.MakeReadOnly();
        return options;
    }

    private static void Name(JsonTypeInfo type)
    {
        if (type.Type != typeof(RewardEvent))
            return;
        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "type" };
        foreach (var (derived, name) in Names)
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(derived, name));
    }

    // What has no parameter in the constructor follows from what has.
    private static void LeaveOutReckoned(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.IsAbstract || type.Type.Assembly != typeof(RewardEvent).Assembly)
            return;
        var given = type.Type.GetConstructors()[0].GetParameters().Select(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!)).ToHashSet(StringComparer.Ordinal);
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (!given.Contains(type.Properties[i].Name))
                type.Properties.RemoveAt(i);
        }
    }

    private sealed class TextConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(reader.GetString() ?? throw new JsonException("A text is missing."));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }

    private sealed class ListConverters : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ValueList<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(ListConverter<>).MakeGenericType(typeToConvert.GenericTypeArguments))!;
    }

    private sealed class ListConverter<T> : JsonConverter<ValueList<T>>
    {
        public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ValueList.From(JsonSerializer.Deserialize<List<T>>(ref reader, options) ?? throw new JsonException("A list is missing."));

        public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Items.AsEnumerable(), options);
    }
}
