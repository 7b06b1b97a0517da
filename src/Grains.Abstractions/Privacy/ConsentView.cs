namespace Loyalty.Grains;

/// <summary>What a member agrees to.</summary>
/// <param name="DisplayRecognition">To be greeted on displays at airports; true until they say otherwise.</param>
/// <param name="ChangedAt">When they last said so; null while they have said nothing.</param>
public sealed record ConsentView(string MemberId, bool DisplayRecognition, DateTimeOffset? ChangedAt);
