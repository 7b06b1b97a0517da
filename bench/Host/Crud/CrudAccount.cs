using Loyalty.Domain;
using Loyalty.Grains;
using Npgsql;

namespace Loyalty.Bench;

/// <summary>A member of the baseline: no state, every call goes to the database.</summary>
internal sealed class CrudAccount(MemberId member, CrudTables tables, Programme programme, ProgrammeClock clock) : UnmeasuredAccount
{
    public override async Task<Outcome<PurchaseReceipt>> RecordPurchase(Purchase purchase)
    {
        var at = clock.Now;
        var credited = Posting.Of(purchase, programme.DayOf(at), programme, ExchangeRates.None, levelHeld: 0);
        if (credited.Refusal is { } refusal)
            return refusal;
        var posting = credited.Value;
        try
        {
            return await tables.RecordAsync(member, posting, at) is { } row ? CrudReplies.Receipt(member, row, posting, at, programme) : Refusals.UnknownMember(member);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Refusals.TransactionIdReused(purchase.TransactionId);
        }
    }

    public override async Task<Outcome<StatusView>> GetStatus(StatusQuery query) =>
        await tables.FindAsync(member) is { } row ? CrudReplies.Status(member, row, clock.Now, programme) : Refusals.UnknownMember(member);
}
