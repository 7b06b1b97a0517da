namespace Loyalty.Domain;

/// <summary>A stream of events with sequences of its own.</summary>
public enum EventStream
{
    /// <summary>The journal of accounts.</summary>
    Ledger,

    /// <summary>What changes of persons: names of fields, never values.</summary>
    Persons,

    /// <summary>Vouchers and holds.</summary>
    Rewards,

    /// <summary>Orders at partners.</summary>
    Orders,

    /// <summary>What happens at the airport.</summary>
    Airport,
}

/// <summary>What streams are called on the wire.</summary>
public static class EventStreams
{
    /// <summary>All of them, the ledger first.</summary>
    public static IReadOnlyList<EventStream> All { get; } = Enum.GetValues<EventStream>();

    /// <summary>The letter in an event's id.</summary>
    public static char Letter(this EventStream stream) => stream switch
    {
        EventStream.Ledger => 'l',
        EventStream.Persons => 'p',
        EventStream.Rewards => 'r',
        EventStream.Orders => 'o',
        EventStream.Airport => 'a',
        _ => throw new ArgumentOutOfRangeException(nameof(stream)),
    };

    /// <summary>The name, such as <c>ledger</c>.</summary>
    public static string Word(this EventStream stream) => stream switch
    {
        EventStream.Ledger => "ledger",
        EventStream.Persons => "persons",
        EventStream.Rewards => "rewards",
        EventStream.Orders => "orders",
        EventStream.Airport => "airport",
        _ => throw new ArgumentOutOfRangeException(nameof(stream)),
    };

    /// <summary>The stream of a name; null where there is none such.</summary>
    public static EventStream? Find(string word)
    {
        foreach (var stream in All)
        {
            if (stream.Word() == word)
                return stream;
        }

        return null;
    }

    /// <summary>The one id of an event, the same however often it is sent: <c>evt_</c>, the letter of its stream, its sequence in 20 digits.</summary>
    public static string IdOf(EventStream stream, long sequence) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"evt_{stream.Letter()}{sequence:D20}");

    /// <summary>A sequence as text that sorts as the number does.</summary>
    public static string Text(long sequence) => sequence.ToString("D20", System.Globalization.CultureInfo.InvariantCulture);
}
