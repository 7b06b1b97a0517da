using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Loyalty.Grains;

namespace Loyalty.Api.Tests;

/// <summary>The reply that is written by hand is to the byte what the serializer would write, whatever fields it has.</summary>
public class ReceiptJsonTests
{
    [Fact]
    public void Says_what_the_serializer_says() => AssertSame<PurchaseReceipt>(ReceiptJson.Write);

    [Fact]
    public void Says_it_in_a_line_of_a_stream_too() => AssertSame<PurchaseLineReceipt>(ReceiptJson.Write);

    private static void AssertSame<T>(Action<Utf8JsonWriter, T> write)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var value = (T)Made(typeof(T), mayBeNull: false, new Random(seed))!;
            Assert.Equal(JsonSerializer.Serialize(value, ApiJson.Options), Written(write, value));
        }
    }

    private static string Written<T>(Action<Utf8JsonWriter, T> write, T value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
        write(json, value);
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    // Any value of a type, by its constructor: what gains a parameter gains it here too.
    private static object? Made(Type type, bool mayBeNull, Random chance)
    {
        if (mayBeNull && chance.Next(3) == 0)
            return null;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Made(underlying, mayBeNull: false, chance);
        if (type.IsEnum)
            return chance.GetItems(Enum.GetValues(type).Cast<object>().ToArray(), 1)[0];
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return Many(type.GenericTypeArguments[0], chance);
        return type switch
        {
            _ when type == typeof(string) => Text(chance),
            _ when type == typeof(bool) => chance.Next(2) == 0,
            _ when type == typeof(int) => chance.Next(int.MinValue, int.MaxValue),
            _ when type == typeof(long) => chance.NextInt64(long.MinValue, long.MaxValue),
            _ when type == typeof(decimal) => new decimal(chance.Next(), chance.Next(4), 0, chance.Next(2) == 0, (byte)chance.Next(6)),
            _ when type == typeof(DateOnly) => DateOnly.FromDayNumber(chance.Next(DateOnly.MaxValue.DayNumber)),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(chance.NextInt64(DateTime.MaxValue.Ticks / 2), TimeSpan.Zero),
            _ => Record(type, chance),
        };
    }

    private static object Record(Type type, Random chance)
    {
        var nullability = new NullabilityInfoContext();
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Made(
            parameter.ParameterType, nullability.Create(parameter).ReadState == NullabilityState.Nullable, chance))]);
    }

    private static Array Many(Type type, Random chance)
    {
        var items = Array.CreateInstance(type, chance.Next(4));
        for (var i = 0; i < items.Length; i++)
            items.SetValue(Made(type, mayBeNull: false, chance), i);
        return items;
    }

    private static string Text(Random chance) =>
        new(chance.GetItems("abzAZ09 -'\"\\/<>&+`\u007f\u00e9\u00df\u0142\u4e2d\u2028".ToCharArray(), chance.Next(12)));
}
