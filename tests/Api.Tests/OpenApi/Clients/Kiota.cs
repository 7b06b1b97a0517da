using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Loyalty.Generated.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace Loyalty.Generated;

/// <summary>Uses the client that Kiota makes. Compiled by the tests, beside that client.</summary>
public static class Driver
{
    public static async Task<string> RunAsync(HttpClient http, string member)
    {
        using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = http.BaseAddress!.ToString().TrimEnd('/') };
        var members = new LoyaltyClient(adapter).V1.Members;
        var card = await members.PostAsync(new EnrolmentBody { Channel = EnrolmentChannel.App, GivenName = "Ada", FamilyName = "Lovelace", MemberId = member });
        var purchase = new PurchaseBody { TransactionId = $"t-{member}", Type = PurchaseType.Flight, Amount = 2600.00m, Currency = "CHF", Date = new Date(2026, 11, 21) };
        var bought = await members[member].Purchases.PostAsync(purchase);
        var again = await members[member].Purchases.PostAsync(purchase);
        await members[member].Purchases[$"t-{member}"].Reversals.PostAsync(new ReversalBody { ReversalId = $"r-{member}", Amount = 200.00m, Reason = "Seat refunded" });
        var status = await members[member].Status.GetAsync();
        var lines = await members[member].Transactions.GetAsync(request => request.QueryParameters.Limit = 10);
        var refusal = await RefusalAsync(members[member], member);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{card!.Tier!.Name}; {bought!.TierChange?.To} {bought.Transaction!.Amount:0.00} v{bought.Version} v{again!.Version}; {status!.Tier!.Name} {status.Spend!.CurrentPeriod:0.00} {status.AsOf}; {string.Join(',', lines!.Items!.Select(line => line.Kind))}; {refusal}");
    }

    private static async Task<string> RefusalAsync(V1.Members.Item.MembersItemRequestBuilder member, string id)
    {
        try
        {
            await member.Purchases.PostAsync(new PurchaseBody { TransactionId = "t-0", Type = PurchaseType.Partner, Amount = -1m, Currency = "CHF" });
            return "taken";
        }
        catch (Problem refused)
        {
            return $"{refused.Status} {refused.Code}";
        }
    }
}
