using System.Buffers;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Reads the files that settings name.</summary>
public static class StartFiles
{
    /// <summary>The programme of <c>Loyalty:Programme</c>, or the built-in one.</summary>
    /// <exception cref="StartRefusedException">The file cannot be read, or its programme is not sane.</exception>
    public static Programme ReadProgramme(LoyaltySettings settings)
    {
        if (settings.ProgrammePath is not { } path)
            return BuiltInProgramme.Value;
        var programme = ProgrammeFile.Parse(ReadText("Programme", path));
        return programme.Refusal is { } refusal
            ? throw LoyaltySettings.NotValid("Programme", $"({path}): {refusal.Detail.TrimEnd('.')}")
            : programme.Value;
    }

    /// <summary>The rates of <c>Loyalty:Rates</c> by day: <c>{"2026-01-01":{"EUR":0.9431}}</c>. Empty when none are set.</summary>
    /// <exception cref="StartRefusedException">The file cannot be read, or a rate is not valid.</exception>
    public static IReadOnlyDictionary<DateOnly, RatesBody> ReadRates(LoyaltySettings settings, Programme programme)
    {
        if (settings.RatesPath is not { } path)
            return new Dictionary<DateOnly, RatesBody>();
        var text = System.Text.Encoding.UTF8.GetBytes(ReadText("Rates", path));
        var (days, problem) = JsonReading.Read(new ReadOnlySequence<byte>(text), (path, programme), static (file, given) =>
        {
            var read = new Dictionary<DateOnly, RatesBody>();
            foreach (var day in file.EnumerateObject())
                read[DateOf(day.Name, given.path)] = RatesOf(day, given.path, given.programme);
            return (read, (Problem?)null);
        });
        return problem is null ? days! : throw LoyaltySettings.NotValid("Rates", $"({path}): {problem.Detail.TrimEnd('.')}");
    }

    /// <summary>Puts rates into force, for the start of a host.</summary>
    public static async Task PutAsync(this IRateBook book, IReadOnlyDictionary<DateOnly, RatesBody> days)
    {
        foreach (var (date, rates) in days)
            await book.PutAsync(date, rates);
    }

    private static DateOnly DateOf(string name, string path) => Instants.TryReadDate(name, out var date)
        ? date
        : throw LoyaltySettings.NotValid("Rates", $"({path}): '{name}' is not a date");

    private static RatesBody RatesOf(JsonProperty day, string path, Programme programme)
    {
        if (day.Value.ValueKind != JsonValueKind.Object)
            throw LoyaltySettings.NotValid("Rates", $"({path}): {day.Name} is not an object of rates");
        var fields = new JsonFields(day.Value, new FieldFaults(), day.Name + ".");
        var rates = RatesBody.Read(fields);
        var fault = fields.Faults.None ? RatesBody.Fault(rates!, programme)?.Detail : fields.Faults.ToProblem().Detail;
        return fault is null ? rates! : throw LoyaltySettings.NotValid("Rates", $"({path}): {fault.TrimEnd('.')}");
    }

    private static string ReadText(string key, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw LoyaltySettings.NotValid(key, $"({path}) cannot be read: {fault.Message.TrimEnd('.')}");
        }
    }
}
