using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Reads one row of a history import.</summary>
public static class ImportLine
{
    /// <param name="columns">Columns the header has.</param>
    /// <returns>The member and the row, or why the row is refused.</returns>
    public static (MemberId Member, ImportRow? Row, ImportError? Error) Read(Line line, int columns)
    {
        if (line.TooLong)
            return Refused(line, new Refusal("line-too-long", $"The row has more than {Lines.MaxBytes} bytes."));
        var (fields, refusal) = CsvLine.Read(line.Bytes);
        if (fields is null)
            return Refused(line, refusal!);
        if (fields.Length != columns)
            return Refused(line, new Refusal("column-count-not-valid", $"The row has {fields.Length} columns; the header has {columns}."));
        var member = MemberId.Parse(fields[0]);
        if (member.Refusal is not null)
            return Refused(line, member.Refusal);
        var purchase = Purchase(fields);
        return purchase.Refusal is null
            ? (member.Value, new ImportRow(line.Number, purchase.Value), null)
            : Refused(line, purchase.Refusal);
    }

    private static Checked<Purchase> Purchase(string[] fields)
    {
        var id = TransactionId.Parse(fields[1]);
        if (id.Refusal is not null)
            return id.Refusal;
        if (AmountFields.TypeOf(fields[2]) is not { } type)
            return new Refusal("type-not-valid", AmountFields.TypeRule);
        if (!ExactDecimal.TryRead(fields[3], out var number))
            return new Refusal("amount-not-valid", ExactDecimal.Rule);
        if (!Currency.TryFind(fields[4], out var currency))
            return new Refusal("currency-not-valid", Currency.FaultOf(fields[4]));
        var amount = Money.From(number, currency);
        if (amount.Refusal is not null)
            return amount.Refusal;
        if (!Instants.TryReadDate(fields[5], out var date))
            return new Refusal("date-not-valid", Instants.DateRule);
        var booking = fields.Length > 6 && fields[6].Length > 0 ? fields[6] : null;
        if (booking is not null && Texts.Fault(booking, Domain.Purchase.MaxTextLength) is { } fault)
            return new Refusal("booking-reference-not-valid", fault);
        return new Purchase(id.Value, type, amount.Value, date, booking);
    }

    private static (MemberId, ImportRow?, ImportError?) Refused(Line line, Refusal refusal) =>
        (default, null, new ImportError(line.Number, refusal.Code, refusal.Detail));
}
