namespace Loyalty.Domain;

/// <summary>What is known of a step after a partner was asked, or was not reached.</summary>
public enum PartnerOutcome
{
    /// <summary>Credited, or the points are kept.</summary>
    Accepted,

    Refused,

    Captured,

    Voided,

    /// <summary>The partner has not decided yet.</summary>
    Undecided,

    /// <summary>The partner knows of no such order: it never came there.</summary>
    NeverCame,

    /// <summary>No connection came about, so that nothing was done now.</summary>
    NotReached,

    /// <summary>No answer, or none that tells: the partner may have done it.</summary>
    Unclear,
}

/// <summary>An answer of a partner.</summary>
/// <param name="Reference">The partner's own name for the order.</param>
/// <param name="Reason">The partner's code for a refusal, or a word of the engine's for what went wrong.</param>
/// <param name="RedirectUrl">Where the member is to finish it.</param>
public sealed record PartnerAnswer(PartnerOutcome Outcome, string? Reference = null, string? Reason = null, string? RedirectUrl = null)
{
    /// <summary>Characters of a reference and of a reason that are kept; of an address.</summary>
    public const int MaxText = 100, MaxUrl = 2000;
}
