using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Looks for a person in the texts that callers have put into the ledger. None should be there, but a reason is free text; what is
/// found cannot be removed, so it is at least told.
/// </summary>
internal static class LedgerMentions
{
    /// <summary>Shorter names stand in too many words that are none.</summary>
    private const int MinNameLength = 3;

    /// <summary>The versions that mention the person, the first <see cref="ErasureReport.MaxMentions"/>.</summary>
    public static async Task<IReadOnlyList<long>> FindAsync(IJournal journal, MemberId member, Profile profile)
    {
        var (words, digits) = (WordsOf(profile), Digits(profile.Phone));
        var found = new List<long>();
        if (words.Count == 0 && digits.Length == 0)
            return found;
        await foreach (var recorded in AccountHistory.ReadAsync(journal, member))
        {
            if (TextsOf(recorded.Event).Any(text => Mentions(text, words, digits)))
                found.Add(recorded.Version);
            if (found.Count == ErasureReport.MaxMentions)
                break;
        }

        return found;
    }

    private static List<string> WordsOf(Profile profile) =>
        [.. new[] { profile.GivenName, profile.FamilyName, profile.Email }.OfType<string>().Where(word => word.Length >= MinNameLength)];

    private static bool Mentions(string text, List<string> words, string digits) =>
        words.Exists(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
        || (digits.Length >= 5 && Digits(text).Contains(digits, StringComparison.Ordinal));

    private static IEnumerable<string> TextsOf(AccountEvent change) => (change switch
    {
        MemberEnrolled enrolled => new[] { enrolled.IdempotencyKey },
        PurchasePosted { Posting.Purchase: var purchase } =>
        [
            purchase.TransactionId.Value, purchase.BookingReference, purchase.Partner, purchase.Reason,
            purchase.Details?.Merchant, purchase.Details?.Product, purchase.Details?.ReceiptNumber,
        ],
        CreditUpdated { Cause: var cause } => [cause.EventId.Value],
        CreditReleased { Cause: { } cause } => [cause.EventId.Value],
        SpendReversed { Reversal: var reversal } => [reversal.ReversalId.Value, reversal.Reason],
        _ => [],
    }).OfType<string>();

    private static string Digits(string? text) => string.Concat((text ?? "").Where(char.IsAsciiDigit));
}
