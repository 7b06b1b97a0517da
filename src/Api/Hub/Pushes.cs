namespace Loyalty.Api;

/// <summary>The client methods of the hub.</summary>
public static class Pushes
{
    /// <summary>A change of an account; carries a <c>StatusChange</c>.</summary>
    public const string StatusChanged = "statusChanged";

    /// <summary>Today's card of a watched member, when a day has changed it without a version; carries a <c>StatusView</c>.</summary>
    public const string StatusRefreshed = "statusRefreshed";

    /// <summary>Somebody to greet on a watched display; carries a <c>RecognitionView</c>.</summary>
    public const string Recognised = "recognised";

    /// <summary>Somebody to take off a watched display at once; carries a <c>WithdrawalView</c>.</summary>
    public const string RecognitionWithdrawn = "recognitionWithdrawn";

    /// <summary>A watched member was erased; carries a <c>MemberErasedView</c>, and nothing follows it.</summary>
    public const string MemberErased = "memberErased";

    /// <summary>A watched member's flight is disrupted; carries a <c>DisruptionNotice</c>.</summary>
    public const string Disrupted = "disrupted";

    /// <summary>Something of a watched member's rewards has changed: ask; carries a <c>RewardChange</c>.</summary>
    public const string RewardChanged = "rewardChanged";
}
