using System.Globalization;
using System.Text.Json.Nodes;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.OpenApi;

namespace Loyalty.Api;

/// <summary>
/// Bounds, patterns and words of properties and parameters, by name: <c>Schema.property</c> before <c>property</c>, which holds for all of that name.
/// The bounds are those that the parsers hold requests to.
/// </summary>
internal static class SchemaBounds
{
    private const string CallerIdPattern = "^[!-~]+$";

    private static readonly string[] StatisticsWords = ["month", "type", "productGroup", "homeAirport"];

    private const string MonthPattern = "^[0-9]{4}-(0[1-9]|1[0-2])$";

    private const string PartnerWord = "^[a-z0-9-]+$";

    private static readonly string[] Channels = ["web", "app", "airport", "card"];
    private static readonly string[] Dates = ["purchase", "service"];
    private static readonly string[] Callers = ["open", "key", "member", "operator", "command", "engine"];
    private static readonly string[] Happenings = ["purchase", "service", "paid", "shipped", "flown", "delivered"];

    private static readonly Dictionary<string, Action<OpenApiSchema>> Fixed = new(StringComparer.Ordinal)
    {
        ["memberId"] = Text(MemberId.MinLength, MemberId.MaxLength, "^[A-Z0-9]+$"),
        ["currency"] = Text(3, 3, "^[A-Z]{3}$"),
        ["airport"] = Text(3, 3, "^[A-Z]{3}$"),
        ["homeAirport"] = Text(3, 3, "^[A-Z]{3}$"),
        ["location"] = Text(1, DisplayLocation.MaxLength, "^[A-Za-z0-9]([A-Za-z0-9 ._-]*[A-Za-z0-9])?$"),
        ["flight"] = Text(3, 7, "^[A-Z0-9]{2}[0-9]{1,4}[A-Z]?$"),
        ["seat"] = Text(2, 4, "^[0-9]{1,3}[A-Z]$"),
        ["givenName"] = Text(1, ProfileRules.MaxNameLength),
        ["familyName"] = Text(1, ProfileRules.MaxNameLength),
        ["email"] = Formatted("email", EmailAddress.MaxLength),
        ["phone"] = Text(5, ProfileRules.MaxPhoneLength, @"^\+?[0-9(][0-9 ().\-/]*$"),
        ["locale"] = Text(2, ProfileRules.MaxLocaleLength, "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"),
        ["hash"] = Text(64, 64, "^[0-9a-f]{64}$"),
        ["TrailEnd.hash"] = Text(0, 64),
        ["TrailView.previous"] = Text(0, 64),
        ["rate"] = Above(0),
        ["windowMonths"] = Range(1, Programme.MaxWindowMonths),
        ["graceDays"] = Range(0, Programme.MaxGraceDays),
        ["tiers"] = Items(1, null),
        ["ProgrammeFile.tiers"] = Items(2, null),
        ["partnerBonusPercent"] = Range(0, Tier.MaxPartnerBonusPercent),
        ["progressPercent"] = Range(0, 100),
        ["level"] = Range(0, Programme.MaxTiers - 1),
        ["tierLevel"] = Range(0, Programme.MaxTiers - 1),
        ["version"] = Min(1),
        ["AuditFinding.version"] = Min(0),
        ["programmeVersion"] = Min(1),
        ["traceId"] = Text(32, 32, "^[0-9a-f]{32}$"),
        ["action"] = Words([.. TrailActions.All]),
        ["Problem.status"] = Range(400, 599),
        ["Problem.type"] = Formatted("uri-reference", null),
        ["Problem.code"] = Text(1, null, "^[a-z0-9]+(-[a-z0-9]+)*$"),
        ["Problem.errors"] = _ => { },
        ["HealthView.version"] = Text(1, null),
        ["HealthView.status"] = Words("live", "ready"),
        ["StoppedFollower.state"] = Words("full", "failing"),
        ["MemberView.channel"] = Words([.. Channels, "import"]),
        ["AccountShape.channel"] = Words([.. Channels, "import"]),
        ["EventView.channel"] = Words([.. Channels, "import"]),
        ["ProfileLineReceipt.fields"] = schema => Words([.. ProfileRules.Fields])((OpenApiSchema)schema.Items!),
        ["ifProfileVersion"] = Min(1),
        ["EventView.fields"] = schema => Words([.. ProfileRules.Fields])((OpenApiSchema)schema.Items!),
        ["EventDisruption.state"] = Words(DisruptionStep.Announced),
        ["profileVersion"] = Min(1),
        ["EventView.reason"] = Words("waitedTooLong"),
        ["TierRuleView.code"] = Words("lowestTier", "thresholdReached", "softLanding"),
        ["MissedRuleView.why"] = Words("not-in-dates", "not-matching", "better-in-group", "group-ended", "cap-reached"),
        ["TrailView.by"] = Words(Callers),
        ["TrailShape.by"] = Words(Callers),
        ["RehearsalView.state"] = Words("running", "done", "cancelled", "interrupted"),
        ["BenefitCostsView.state"] = Words("open", "closed"),
        ["ClosingView.state"] = Words("open", "closed"),
        ["deviceKey"] = Text(DeviceSecret.SecretLength, DeviceSecret.SecretLength, "^[0-9a-f]{64}$"),
        ["RedemptionBody.link"] = Text(DeviceSecret.SecretLength, DeviceSecret.SecretLength, "^[0-9a-f]{64}$"),
        ["RedemptionBody.name"] = Text(1, CardLinks.MaxNameLength),
        ["language"] = Words("de", "fr", "it", "en"),
        ["PushSubscriptionBody.endpoint"] = Text(1, WebhookAddress.MaxLength),
        ["PushSubscriptionBody.expirationTime"] = _ => { },
        ["PushSubscriptionBody.device"] = Text(1, PushSubscriptionBody.MaxDeviceLength),
        ["PairingBody.kind"] = Words([.. Pairings.Kinds]),
        ["PairingView.kind"] = Words([.. Pairings.Kinds]),
        ["PairingKey.state"] = Words("waiting", "confirmed"),
        ["PairingConfirmationBody.name"] = Text(1, KeyRequest.MaxNameLength, "^[A-Za-z0-9][A-Za-z0-9._-]*$"),
        ["month"] = Text(7, 7, MonthPattern),
        ["ofMonth"] = Text(7, 7, MonthPattern),
        ["year"] = Text(4, 4, "^[0-9]{4}$"),
        ["TierDaysView.year"] = Range(1, 9999),
        ["AdjustmentView.memberDays"] = _ => { },
        ["AdjustmentView.low"] = _ => { },
        ["AdjustmentView.high"] = _ => { },
        ["BenefitTierView.low"] = _ => { },
        ["BenefitTierView.high"] = _ => { },
        ["UnearnedView.low"] = _ => { },
        ["UnearnedView.high"] = _ => { },
        ["CostView.low"] = _ => { },
        ["CostView.high"] = _ => { },
        ["BenefitLimit.per"] = Words([.. BenefitLimit.Periods]),
        ["BenefitLimit.times"] = Range(0, TierDefinition.MaxTimes),
        ["WhatIfBody.lines"] = Items(1, QuoteRequest.MaxLines),
        ["BenefitUseBody.benefit"] = Text(1, BenefitUseBody.MaxBenefitLength),
        ["BenefitUseBody.place"] = Text(1, BenefitUseBody.MaxPlaceLength),
        ["BenefitUseBody.companions"] = Range(0, BenefitUseBody.MaxCompanions),
        ["getStatistics.by"] = Words(StatisticsWords),
        ["StatisticsView.by"] = Words(StatisticsWords),
        ["getStatistics.from"] = Formatted("date", null),
        ["getStatistics.to"] = Formatted("date", null),
        ["question"] = Words("onActivation"),
        ["EarningGroupFile.mode"] = Words("best", "sum"),
        ["EarningRuleFile.effect"] = Words("deny", "allow", "bonus", "hold"),
        ["EarningRuleFile.by"] = Words(Dates),
        ["EarningRuleFile.then"] = Words("cancel", "release"),
        ["EarningRuleFile.dated"] = Words(Dates),
        ["EarningRuleFile.percent"] = Range(0, 10_000),
        ["EarningRuleFile.atMost"] = Range(0, HoldTerms.MaxDays),
        ["EarningCapFile.per"] = Words("purchase", "month", "year", "campaign"),
        ["HoldUntilFile.after"] = schema => Words(Happenings)((OpenApiSchema)schema.Items!),
        ["awaits"] = schema => Words(Happenings)((OpenApiSchema)schema.Items!),
        ["HoldUntilFile.days"] = Range(0, HoldTerms.MaxDays),
        ["TierDefinition.colour"] = Text(7, 7, "^#[0-9A-Fa-f]{6}$"),
        ["TierDefinition.code"] = Text(1, TierDefinition.MaxCodeLength),
        ["PurchaseBody.reason"] = Text(1, Purchase.MaxReasonLength),
        ["PurchaseLineBody.reason"] = Text(1, Purchase.MaxReasonLength),
        ["ComponentBody.code"] = Text(1, Purchase.MaxTextLength),
        ["QuoteBody.lines"] = Items(1, QuoteRequest.MaxLines),
        ["DisruptionBody.kind"] = Text(1, Disruption.MaxKindLength),
        ["DisruptionBody.message"] = Text(1, Disruption.MaxMessageLength),
        ["KeyBody.name"] = Text(1, KeyRequest.MaxNameLength, "^[A-Za-z0-9][A-Za-z0-9._-]*$"),
        ["KeyBody.scopes"] = Items(1, ScopeWords.MaxScopes),
        ["WebhookBody.url"] = Text(1, WebhookAddress.MaxLength),
        ["WebhookPatchBody.url"] = Text(1, WebhookAddress.MaxLength),
        ["WebhookBody.description"] = Text(1, WebhookFields.MaxDescription),
        ["WebhookPatchBody.description"] = Text(1, WebhookFields.MaxDescription),
        ["NewWebhookView.tiers"] = Items(0, null),
        ["WebhookView.tiers"] = Items(0, null),
        ["WebhookBody.tiers"] = Items(0, WebhookFields.MaxTiers),
        ["WebhookPatchBody.tiers"] = Items(0, WebhookFields.MaxTiers),
        ["WebhookBody.kinds"] = Items(0, WebhookFields.MaxKinds),
        ["WebhookPatchBody.kinds"] = Items(0, WebhookFields.MaxKinds),
        ["LotBody.name"] = Text(1, LotBody.MaxNameLength),
        ["LotBody.owner"] = Text(MemberId.MinLength, MemberId.MaxLength, "^[A-Z0-9]+$"),
        ["LotBody.value"] = Above(0),
        ["LotBody.percent"] = Range(0, 100),
        ["LotUsesBody.total"] = Range(1, LotTerms.MaxUses),
        ["LotUsesBody.perMember"] = Range(1, LotTerms.MaxUses),
        ["CodeBody.code"] = Text(1, CodeBody.MaxLength),
        ["HoldBody.code"] = Text(1, CodeBody.MaxLength),
        ["HoldBody.amount"] = Above(0),
        ["HoldBody.upTo"] = Above(0),
        ["HoldBody.lots"] = Items(0, LotRestrictions.MaxItems),
        ["HoldBody.lines"] = Items(1, HoldWish.MaxLines),
        ["HoldBody.confirm"] = Words("code"),
        ["HoldBody.seconds"] = Range(1, (int)HoldWish.MaxFor.TotalSeconds),
        ["HoldBody.merchant"] = Text(1, Purchase.MaxTextLength),
        ["CaptureBody.amount"] = Above(0),
        ["RefundBody.amount"] = Above(0),
        ["BasketLineView.vatRate"] = Range(0, 100),
        ["LotRestrictionsView.types"] = Items(0, LotRestrictions.MaxItems),
        ["LotRestrictionsView.merchants"] = Items(0, LotRestrictions.MaxItems),
        ["LotRestrictionsView.tiers"] = Items(0, LotRestrictions.MaxItems),
        ["getRewardSums.month"] = Text(7, 7, MonthPattern),
        ["exportRewards.month"] = Text(7, 7, MonthPattern),
        ["EventOrder.state"] = _ => { },
        ["PartnerBody.connector"] = Words("http"),
        ["PartnerView.connector"] = Words("http"),
        ["PartnerBody.scheme"] = Text(1, 40, PartnerWord),
        ["pointsPerUnit"] = Above(0),
        ["PartnerBurnFile.pin"] = Text(1, PartnerTerms.MaxPattern),
        ["PartnerBurnFile.minutes"] = Range(1, PartnerBurn.MaxMinutes),
        ["PartnerExchangeFile.days"] = Range(1, PartnerExchange.MaxDays),
        ["PreviewBody.points"] = Range(1, (int)PointRate.MaxPoints),
        ["AuthorisationBody.points"] = Range(1, (int)PointRate.MaxPoints),
        ["PreviewBody.amount"] = Above(0),
        ["AuthorisationBody.amount"] = Above(0),
        ["AuthorisationBody.pin"] = Text(1, AuthorisationBody.MaxPin),
        ["AuthorisationBody.number"] = Text(1, AuthorisationBody.MaxNumber),
        ["CallbackBody.state"] = Words("accepted", "refused", "captured", "voided", "unknown"),
        ["ResolutionBody.outcome"] = Words("sent", "notSent"),
        ["ResolutionBody.reason"] = Text(1, Purchase.MaxReasonLength),
        // Parameters.
        ["getPartner.partner"] = Text(1, 40, PartnerWord),
        ["putPartner.partner"] = Text(1, 40, PartnerWord),
        ["listPartnerOrders.state"] = Words([.. Enum.GetValues<PartnerOrderState>().Select(PartnerOrderStates.Word)]),
        ["listDeliveries.state"] = Words("waiting", "dead"),
        ["resendDelivery.stream"] = Words([.. EventStreams.All.Select(stream => stream.Word())]),
        ["resendDelivery.sequence"] = Whole(1, null, null),
        ["transactionId"] = Text(1, CallerId.MaxLength, CallerIdPattern),
        ["limit"] = Whole(1, PageRequest.MaxLimit, PageQuery.DefaultLimit),
        ["findMembers.limit"] = Whole(1, PageRequest.MaxLimit, MemberSearchApi.DefaultLimit),
        ["explainStatus.limit"] = Whole(1, PageRequest.MaxLimit, PageRequest.MaxLimit),
        ["getBriefing.limit"] = Whole(1, PageRequest.MaxLimit, PageRequest.MaxLimit),
        ["verifyTrail.limit"] = Whole(1, PageRequest.MaxLimit, PageRequest.MaxLimit),
        ["cursor"] = Text(1, PageQuery.MaxCursorLength, CallerIdPattern),
        ["query"] = Text(1, MemberSearchApi.MaxQueryLength),
        ["asOf"] = Formatted("date", null),
        ["knownAt"] = Formatted("date-time", null),
        ["getBriefing.date"] = Formatted("date", null),
        ["putRates.date"] = Formatted("date", null),
        ["getEvents.after"] = Whole(0, null, null),
        ["findMembers.changedAfter"] = Whole(0, null, null),
        ["getEvents.stream"] = Words([.. StreamNames.All]),
        ["who"] = Text(1, TrailSource.MaxWhoLength),
        ["columns"] = Words("import"),
        ["list"] = Words([.. MemberListQueries.Lists.Keys]),
        ["days"] = Range(1, MemberListQueries.MaxDays),
        ["sort"] = Words([.. MemberListQueries.Orders.Keys.SelectMany(order => new[] { order, $"-{order}" })]),
        ["dryRun"] = schema => (schema.Type, schema.Default) = (JsonSchemaType.Boolean, false),
        ["Idempotency-Key"] = Text(1, CallerId.MaxLength, CallerIdPattern),
    };

    private static readonly Dictionary<string, Action<OpenApiSchema>> Rules = Build();

    /// <summary>Bounds a property or parameter, if there is a rule for it.</summary>
    /// <param name="owner">Its schema; the operation for a parameter.</param>
    public static void Apply(OpenApiSchema schema, string owner, string name)
    {
        if (Rules.TryGetValue($"{owner}.{name}", out var own) || Rules.TryGetValue(name, out own))
            own(schema);
        else if (IsNumber(schema) && name is not "seconds")
            Min(0)(schema);
    }

    private static Dictionary<string, Action<OpenApiSchema>> Build()
    {
        var rules = new Dictionary<string, Action<OpenApiSchema>>(Fixed, StringComparer.Ordinal);
        foreach (var id in new[] { "reversalId", "eventId", "checkinId", "disruptionId", "activationId", "rehearsalId", "draftId", "changeId", "closingId", "useId", "webhookId", "replayId", "lotId", "holdId", "captureId", "refundId", "orderId", "previewId" })
            rules[id] = Text(1, CallerId.MaxLength, CallerIdPattern);
        foreach (var version in new[] { "getProgrammeVersion.version", "withdrawProgramme.version", "diffProgrammeVersions.version", "diffProgrammeVersions.against" })
            rules[version] = Whole(1, null, null);
        foreach (var rehearsal in new[] { "getRehearsal.id", "cancelRehearsal.id", "exportRehearsal.id" })
            rules[rehearsal] = Text(1, CallerId.MaxLength, CallerIdPattern);
        foreach (var body in new[] { "PurchaseBody", "PurchaseLineBody", "QuoteLineBody" })
        {
            foreach (var name in new[]
            {
                "bookingReference", "partner", "carrier", "flight", "origin", "destination", "fareClass", "cabin", "product", "productGroup", "merchant", "country", "channel",
                "receiptNumber", "ticketNumber", "company",
            })
            {
                rules[$"{body}.{name}"] = Text(1, Purchase.MaxTextLength);
            }

            rules[$"{body}.components"] = Items(1, Component.MaxCount);
        }

        foreach (var body in new[] { "LotBody", "RevocationBody", "RefundBody" })
            rules[$"{body}.reason"] = Text(1, LotBody.MaxReasonLength);
        foreach (var body in new[] { "ReversalBody", "ActivationBody", "WithdrawalBody" })
            rules[$"{body}.reason"] = Text(1, Reversal.MaxReasonLength);
        rules["ReversalBody.components"] = Items(1, Component.MaxCount);
        return rules;
    }

    private static bool IsNumber(OpenApiSchema schema) =>
        schema.Type is { } type && (type.HasFlag(JsonSchemaType.Number) || type.HasFlag(JsonSchemaType.Integer)) && !type.HasFlag(JsonSchemaType.String);

    private static Action<OpenApiSchema> Text(int min, int? max, string? pattern = null) => schema =>
        (schema.MinLength, schema.MaxLength, schema.Pattern) = (min > 0 ? min : null, max, pattern);

    private static Action<OpenApiSchema> Formatted(string format, int? max) => schema => (schema.Format, schema.MaxLength) = (format, max);

    private static Action<OpenApiSchema> Items(int min, int? max) => schema => (schema.MinItems, schema.MaxItems) = (min, max);

    private static Action<OpenApiSchema> Min(int min) => schema => schema.Minimum = Number(min);

    private static Action<OpenApiSchema> Above(int min) => schema => schema.ExclusiveMinimum = Number(min);

    private static Action<OpenApiSchema> Range(int min, int max) => schema => (schema.Minimum, schema.Maximum) = (Number(min), Number(max));

    // Query strings are text to the code.
    private static Action<OpenApiSchema> Whole(int min, int? max, int? usual) => schema =>
    {
        (schema.Type, schema.Format) = (JsonSchemaType.Integer, max is null ? "int64" : "int32");
        (schema.Minimum, schema.Maximum) = (Number(min), max is { } most ? Number(most) : null);
        schema.Default = usual is { } value ? value : null;
    };

    // A field that may be null has null among its words.
    private static Action<OpenApiSchema> Words(params string[] words) => schema =>
        schema.Enum = [.. words.Select(word => (JsonNode)word), .. schema.Type is { } type && type.HasFlag(JsonSchemaType.Null) ? new JsonNode[] { JsonNullSentinel.JsonNull } : []];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
