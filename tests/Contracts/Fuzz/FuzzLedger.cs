using System.Globalization;
using System.Text.Json;

namespace Loyalty.Contracts;

/// <summary>The ledger as it is seen from outside while inputs come in.</summary>
internal sealed class FuzzLedger(EngineProcess engine)
{
    private long _last;

    /// <summary>Changes since it was asked last, and how many of them credit a purchase.</summary>
    public async Task<(int Changes, int Purchases)> NewAsync()
    {
        var (changes, purchases) = (0, 0);
        while (true)
        {
            var page = await engine.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/v1/events?after={_last}&limit=1000"));
            foreach (var change in page.GetProperty("items").EnumerateArray())
            {
                _last = change.GetProperty("sequence").GetInt64();
                changes++;
                purchases += change.TryGetProperty("transaction", out _) && !change.TryGetProperty("reversal", out _) ? 1 : 0;
            }

            if (page.GetProperty("next").ValueKind == JsonValueKind.Null)
                return (changes, purchases);
        }
    }
}
