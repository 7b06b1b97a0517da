using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Loyalty.Client.Tests;

/// <summary>The types of the client are those that the API document tells of.</summary>
public sealed class DocumentTests
{
    /// <summary>The document's name of each type.</summary>
    private static readonly Dictionary<Type, string> Schemas = new()
    {
        [typeof(Enrolment)] = "EnrolmentBody",
        [typeof(Purchase)] = "PurchaseBody",
        [typeof(PurchaseComponent)] = "ComponentBody",
        [typeof(Reversal)] = "ReversalBody",
        [typeof(QuoteLine)] = "QuoteLineBody",
        [typeof(CheckIn)] = "CheckInBody",
        [typeof(MemberStatus)] = "StatusView",
        [typeof(MemberTier)] = "TierView",
        [typeof(MemberSpend)] = "SpendView",
        [typeof(QualifyingPeriod)] = "QualifyingPeriodView",
        [typeof(Benefit)] = "BenefitView",
        [typeof(PendingSummary)] = "PendingView",
        [typeof(TierChange)] = "TierChangeView",
        [typeof(Member)] = "MemberView",
        [typeof(Consent)] = "ConsentView",
        [typeof(Transaction)] = "TransactionView",
        [typeof(ReversalReceipt)] = "ReversalView",
        [typeof(ComponentReceipt)] = "ComponentView",
        [typeof(PurchaseReceipt)] = "PurchaseReceipt",
        [typeof(AlongsidePosting)] = "AlongsideView",
        [typeof(Earning)] = "EarningView",
        [typeof(ExcludedAmount)] = "ExcludedView",
        [typeof(EarnedPart)] = "EarnedPartView",
        [typeof(CreditHold)] = "HoldView",
        [typeof(MissedRule)] = "MissedRuleView",
        [typeof(PendingCredits)] = "PendingListView",
        [typeof(PendingCredit)] = "PendingCreditView",
        [typeof(Quote)] = "QuoteView",
        [typeof(QuotedLine)] = "QuoteLineView",
        [typeof(TierHistoryEntry)] = "TierHistoryEntry",
        [typeof(Forecast)] = "ForecastView",
        [typeof(ForecastEntry)] = "ForecastEntry",
        [typeof(Explanation)] = "ExplanationView",
        [typeof(CountedPosting)] = "CountedPostingView",
        [typeof(TierRule)] = "TierRuleView",
        [typeof(CheckInReceipt)] = "CheckInView",
        [typeof(Programme)] = "ProgrammeView",
    };

    [Fact]
    public async Task Every_property_is_told_and_may_be_null_where_the_document_says_so()
    {
        await using var engine = await EngineProcess.StartAsync();
        var told = (await engine.GetAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        var faults = new List<string>();
        foreach (var (type, name) in Schemas)
        {
            var schema = told.GetProperty(name);
            var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(one => one.GetString()).ToHashSet() : [];
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                var field = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
                if (!schema.GetProperty("properties").TryGetProperty(field, out var value))
                    faults.Add($"{name} has no {field}");
                else if (property.GetCustomAttribute<RequiredMemberAttribute>() is not null && (!required.Contains(field) || MayBeNull(value)))
                    faults.Add($"{name}.{field} may be missing");
            }
        }

        Assert.Empty(faults);
        var here = typeof(LoyaltyClient).Assembly.GetExportedTypes().Where(type => type.GetMethod("<Clone>$") is not null && type.Namespace == "Loyalty.Client");
        Assert.Empty(here.Except(Schemas.Keys).Select(type => type.Name).Except(["Moment", "RewardChange", "StatusChange", "ProgrammeTier", "Page`1"]));
    }

    private static bool MayBeNull(JsonElement schema) =>
        (schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Array && type.EnumerateArray().Any(one => one.GetString() == "null"))
        || (schema.TryGetProperty("oneOf", out var choices) && choices.EnumerateArray().Any(one => one.TryGetProperty("type", out var of) && of.ValueEquals("null")));
}
