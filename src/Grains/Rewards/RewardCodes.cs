using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Makes codes, and the keyed hashes by which they are known again: who has the tables and not the key cannot try codes on them.</summary>
public sealed class RewardCodes(IRewardKeys keys)
{
    private const int ConfirmationCodes = 1_000_000;

    /// <summary>A new code for a lot that nobody owns.</summary>
    public static string NewCode()
    {
        Span<int> numbers = stackalloc int[RewardCode.Length - 1];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = RandomNumberGenerator.GetInt32(RewardCode.Characters.Length);
        return RewardCode.Of(numbers);
    }

    /// <summary>A new code for a phone: 6 digits.</summary>
    public static string NewConfirmation() => RandomNumberGenerator.GetInt32(ConfirmationCodes).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The keyed hash of a lot's code.</summary>
    /// <param name="code">As <see cref="RewardCode.Read"/> gives it.</param>
    public Task<string> OfLotAsync(string code) => HashAsync($"lot|{code}");

    /// <summary>The keyed hash of a code for a phone; another for every hold.</summary>
    public Task<string> OfHoldAsync(string holdId, string code) => HashAsync($"hold|{code}|{holdId}");

    /// <summary>Whether two hashes are the same, in a time that tells nothing.</summary>
    public static bool AreEqual(string? one, string other) =>
        one is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));

    private async Task<string> HashAsync(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(await keys.GetAsync(), Encoding.UTF8.GetBytes(text)));
}
