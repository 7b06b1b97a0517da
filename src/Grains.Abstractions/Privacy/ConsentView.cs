using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>What a member agrees to.</summary>
/// <param name="DisplayRecognition">To be greeted on displays at airports; true until they say otherwise.</param>
/// <param name="ChangedAt">When they last said so; null while they have said nothing.</param>
/// <param name="Push">Of what at least one of their browsers is told; nothing until they say so there.</param>
public sealed record ConsentView(string MemberId, bool DisplayRecognition, DateTimeOffset? ChangedAt, IReadOnlyList<PushKind> Push)
{
    /// <summary>What is kept of it.</summary>
    public static ConsentView Of(MemberId member, Consent? consent, IReadOnlyList<PushSubscription> browsers) => new(
        member.Value, consent?.DisplayRecognition ?? true, consent?.At, [.. PushKinds.All.Where(kind => browsers.Any(one => one.Kinds.Contains(kind)))]);
}
