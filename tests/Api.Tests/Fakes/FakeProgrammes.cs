using System.Collections.Concurrent;
using Loyalty.Grains;

namespace Loyalty.Api.Tests;

/// <summary>Programme documents in memory.</summary>
public sealed class FakeProgrammes : IProgrammeStore
{
    private readonly ConcurrentDictionary<string, string> _documents = new(StringComparer.Ordinal);

    public Task<string?> ReadAsync(string name) => Task.FromResult(_documents.GetValueOrDefault(name));

    public Task WriteAsync(string name, string value)
    {
        _documents[name] = value;
        return Task.CompletedTask;
    }

    public Task<string> AddAsync(string name, string value) => Task.FromResult(_documents.GetOrAdd(name, value));

    public Task ForgetAsync(IReadOnlyList<string> names)
    {
        foreach (var name in names)
            _documents.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}
