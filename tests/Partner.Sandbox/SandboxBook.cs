using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loyalty.Partner.Sandbox;

/// <summary>The partner's own book: a file with a line for all that was done, read again at the start.</summary>
public sealed class SandboxBook : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly Lock _lock = new();
    private readonly List<SandboxEntry> _entries = [];
    private readonly StreamWriter _file;

    public SandboxBook(string path)
    {
        if (File.Exists(path))
            _entries.AddRange(File.ReadLines(path).Select(line => JsonSerializer.Deserialize<SandboxEntry>(line, Options)!));
        _file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
    }

    /// <summary>All that was done, in order.</summary>
    public IReadOnlyList<SandboxEntry> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }

    /// <summary>Does something of an order.</summary>
    /// <param name="decide">Gives what is to be noted, or null for nothing, and what is answered.</param>
    public SandboxAnswer Do(string orderId, Func<IReadOnlyList<SandboxEntry>, (SandboxEntry? Entry, SandboxAnswer Answer)> decide)
    {
        lock (_lock)
        {
            var (entry, answer) = decide([.. _entries.Where(one => one.OrderId == orderId)]);
            if (entry is null)
                return answer;
            _entries.Add(entry);
            _file.WriteLine(JsonSerializer.Serialize(entry, Options));
            return answer;
        }
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>What was done.</summary>
public enum SandboxDeed
{
    Credited,
    Authorised,
    Captured,
    Voided,
    Refused,
}

/// <summary>Something that was done of an order.</summary>
public sealed record SandboxEntry(string OrderId, SandboxDeed Deed, string? Number, long Points, string? Reason = null);

/// <summary>What is answered of an order.</summary>
public sealed record SandboxAnswer(string OrderId, string State, string? PartnerReference = null, string? Reason = null, string? RedirectUrl = null);
