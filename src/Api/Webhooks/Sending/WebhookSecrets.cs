using System.Collections.Concurrent;
using System.Xml.Linq;
using Loyalty.Grains;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Loyalty.Api;

/// <summary>
/// Wraps secrets that must be had again to sign with, by ASP.NET Core's data protection; its keys are in the database, so that every
/// process on it can unwrap them. It is only set up when there is a secret to keep.
/// </summary>
public sealed class WebhookSecrets(IProgrammeStore store) : IDisposable
{
    /// <summary>Secrets that are remembered unwrapped; more than there may be in force.</summary>
    private const int MaxRemembered = 1000;

    private readonly Lazy<(ServiceProvider Services, IDataProtector Protector)> _protection = new(() => SetUp(store));
    private readonly ConcurrentDictionary<string, string> _unwrapped = new(StringComparer.Ordinal);

    /// <summary>The secret as it is kept.</summary>
    public string Wrap(string secret) => _protection.Value.Protector.Protect(secret);

    /// <summary>The secret as it signs.</summary>
    public string Unwrap(string wrapped)
    {
        if (_unwrapped.TryGetValue(wrapped, out var known))
            return known;
        if (_unwrapped.Count >= MaxRemembered)
            _unwrapped.Clear();
        return _unwrapped[wrapped] = _protection.Value.Protector.Unprotect(wrapped);
    }

    public void Dispose()
    {
        if (_protection.IsValueCreated)
            _protection.Value.Services.Dispose();
    }

    // Not the host's: that one would have its keys read, and made, by every start.
    private static (ServiceProvider Services, IDataProtector Protector) SetUp(IProgrammeStore store)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("Loyalty");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new StoredKeys(store));
        var provider = services.BuildServiceProvider();
        return (provider, provider.GetDataProtectionProvider().CreateProtector("webhook-secrets-1"));
    }

    /// <summary>Keys one beside the other, so that two processes that make one at a time lose none.</summary>
    private sealed class StoredKeys(IProgrammeStore store) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => Wait(async () =>
        {
            var keys = new List<XElement>();
            while (await store.ReadAsync(NameOf(keys.Count)) is { } key)
                keys.Add(XElement.Parse(key));
            return keys;
        });

        public void StoreElement(XElement element, string friendlyName) => Wait(async () =>
        {
            var text = element.ToString(SaveOptions.DisableFormatting);
            for (var place = 0; ; place++)
            {
                if (await store.AddAsync(NameOf(place), text) == text)
                    return true;
            }
        });

        private static string NameOf(int place) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"protection-key-{place}");

        // The library asks without waiting, once in a long while.
        private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
    }
}
