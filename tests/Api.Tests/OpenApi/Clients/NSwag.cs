using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

namespace Loyalty.Generated;

/// <summary>Uses the client that NSwag makes. Compiled by the tests, beside that client.</summary>
public static class Driver
{
    public static async Task<string> RunAsync(HttpClient http, string member)
    {
        var client = new LoyaltyClient(http);
        var card = await client.EnrolMemberAsync(new EnrolmentBody { Channel = EnrolmentChannel.App, GivenName = "Ada", FamilyName = "Lovelace", MemberId = member });
        var purchase = new PurchaseBody { TransactionId = $"t-{member}", Type = PurchaseType.Flight, Amount = 2600.00m, Currency = "CHF", Date = new DateOnly(2026, 11, 21) };
        var bought = await client.RecordPurchaseAsync(id: member, body: purchase);
        var again = await client.RecordPurchaseAsync(id: member, body: purchase);
        await client.ReversePurchaseAsync(id: member, transactionId: $"t-{member}", body: new ReversalBody { ReversalId = $"r-{member}", Amount = 200.00m, Reason = "Seat refunded" });
        var status = await client.GetStatusAsync(id: member);
        var lines = await client.GetTransactionsAsync(id: member, limit: 10);
        var refusal = await RefusalAsync(client, member);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{card.Tier.Name}; {bought.TierChange?.To} {bought.Transaction.Amount:0.00} v{bought.Version} v{again.Version}; {status.Tier.Name} {status.Spend.CurrentPeriod:0.00} {status.AsOf:yyyy-MM-dd}; {string.Join(',', lines.Items.Select(line => line.Kind))}; {refusal}");
    }

    private static async Task<string> RefusalAsync(LoyaltyClient client, string member)
    {
        try
        {
            await client.RecordPurchaseAsync(id: member, body: new PurchaseBody { TransactionId = "t-0", Type = PurchaseType.Partner, Amount = -1m, Currency = "CHF" });
            return "taken";
        }
        catch (ApiException<Problem> refused)
        {
            return $"{refused.Result.Status} {refused.Result.Code}";
        }
    }
}
