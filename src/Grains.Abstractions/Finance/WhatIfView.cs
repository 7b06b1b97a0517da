namespace Loyalty.Grains;

/// <summary>What the tiers to come cost, without a basket and with it.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.WhatIfView")]
public sealed record WhatIfView(TierOutlookView Without, TierOutlookView With);

/// <summary>The tiers held from today to the last change of tier, with no further spend.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.TierOutlookView")]
public sealed record TierOutlookView(IReadOnlyList<TierDaysView> Days, decimal Low, decimal High);

/// <summary>Days of a year at a tier, and what they cost in the programme's currency.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.TierDaysView")]
public sealed record TierDaysView(int Year, string Code, long MemberDays, decimal Low, decimal High);
