using System.Text.Json;

namespace Loyalty.Api;

/// <summary>The words of an enumeration in the API's JSON: the names in camelCase.</summary>
internal static class JsonWords<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, JsonEncodedText> Words = Enum.GetValues<T>().ToDictionary(
        value => value, value => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(value.ToString())));

    public static JsonEncodedText Of(T value) => Words[value];
}
