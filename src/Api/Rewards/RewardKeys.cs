using System.Security.Cryptography;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Makes the key by which codes are hashed when one is needed first, and keeps it wrapped beside the secrets of webhooks.</summary>
internal sealed class RewardKeys(IProgrammeStore store, WebhookSecrets secrets) : IRewardKeys
{
    private const string Name = "reward-code-key";

    private const int KeyBytes = 32;

    private readonly Lock _gate = new();
    private Task<byte[]>? _key;

    public ValueTask<byte[]> GetAsync()
    {
        lock (_gate)
        {
            // Once for all who wait, and outside their turns: protection is set up without waiting for anybody.
            if (_key is null or { IsFaulted: true } or { IsCanceled: true })
                _key = Task.Run(MakeAsync);
            return new ValueTask<byte[]>(_key);
        }
    }

    private async Task<byte[]> MakeAsync()
    {
        // Of two processes that make one, the first is kept.
        var wrapped = await store.ReadAsync(Name) ?? await store.AddAsync(Name, secrets.Wrap(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))));
        return Convert.FromBase64String(secrets.Unwrap(wrapped));
    }
}
