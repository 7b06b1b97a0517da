using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>One row of a history import as it was read: the member and the row, or why it is refused.</summary>
public readonly record struct ImportLine(MemberId Member, ImportRow? Row, ImportError? Error)
{
    /// <summary>Reads one row.</summary>
    public static ImportLine Read(CsvRecord record, ImportHeader header)
    {
        var member = header.MemberOf(record);
        if (member.Refusal is not null)
            return Refused(record, member.Refusal);
        var purchase = Purchase(record, header);
        if (purchase.Refusal is not null)
            return Refused(record, purchase.Refusal);
        var reverses = header.Cell(record.Cells, 7);
        if (reverses.Length == 0)
            return new ImportLine(member.Value, new ImportRow(record.Line, purchase.Value), null);
        var taken = TransactionId.Parse(reverses);
        return taken.Refusal is null
            ? new ImportLine(member.Value, new ImportRow(record.Line, purchase.Value, taken.Value), null)
            : Refused(record, new Refusal("reverses-not-valid", $"The column reverses names no transaction. {taken.Refusal.Detail}"));
    }

    private static Checked<Purchase> Purchase(CsvRecord record, ImportHeader header)
    {
        var id = TransactionId.Parse(header.Cell(record.Cells, 1));
        if (id.Refusal is not null)
            return id.Refusal;
        if (AmountFields.TypeOf(header.Cell(record.Cells, 2)) is not { } type)
            return new Refusal("type-not-valid", AmountFields.TypeRule);
        if (!ExactDecimal.TryRead(Digits(header.Cell(record.Cells, 3), record.Separator), out var number))
            return new Refusal("amount-not-valid", ExactDecimal.Rule);
        if (number < 0)
            return new Refusal("amount-not-valid", "An amount cannot be negative: a return has the amount taken back and names its purchase in the column reverses.");
        var code = header.Cell(record.Cells, 4);
        if (!Currency.TryFind(code, out var currency))
            return new Refusal("currency-not-valid", Currency.FaultOf(code));
        var amount = Money.From(number, currency);
        if (amount.Refusal is not null)
            return amount.Refusal;
        if (!Instants.TryReadDate(header.Cell(record.Cells, 5), out var date))
            return new Refusal("date-not-valid", Instants.DateRule);
        var booking = Booking(header.Cell(record.Cells, 6));
        if (booking is not null && Texts.Fault(booking, Domain.Purchase.MaxTextLength) is { } fault)
            return new Refusal("booking-reference-not-valid", fault);
        return new Purchase(id.Value, type, amount.Value, date, booking);
    }

    // Where a comma does not part cells, a spreadsheet of many countries writes 12,50. One or two digits behind it are no thousands;
    // three could be, and are not taken.
    private static string Digits(string cell, char separator)
    {
        var comma = cell.IndexOf(',', StringComparison.Ordinal);
        return separator != ',' && comma > 0 && cell.Length - comma is 2 or 3 && comma == cell.LastIndexOf(',') ? cell.Replace(',', '.') : cell;
    }

    // A cell of several lines is one text.
    private static string? Booking(string cell) =>
        cell.Length == 0 ? null : cell.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\r', ' ').Replace('\n', ' ');

    private static ImportLine Refused(CsvRecord record, Refusal refusal) =>
        new(default, null, new ImportError(record.Line, refusal.Code, refusal.Detail));
}
