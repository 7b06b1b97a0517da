namespace Loyalty.Api;

/// <summary>A member was erased: whoever holds anything of them, forgets it. The hub's <c>memberErased</c>.</summary>
public sealed record MemberErasedView(string MemberId);
