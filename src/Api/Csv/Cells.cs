using System.Globalization;
using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Values as cells: in the words and forms of the API.</summary>
public static class Cells
{
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>With all its decimals.</summary>
    public static string Of(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(Money amount) => Of(amount.ToDecimal());

    public static string? Of(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture);

    public static string Of(DateTimeOffset at) => Instants.Text(at);

    public static string Of<T>(T word)
        where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(word.ToString());
}
