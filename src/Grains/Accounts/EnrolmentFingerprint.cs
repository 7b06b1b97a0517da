using System.Security.Cryptography;
using System.Text.Json;

namespace Loyalty.Grains;

/// <summary>Knows the repetition of an enrolment. Kept beside the person, never in the ledger, and erased with them.</summary>
internal static class EnrolmentFingerprint
{
    /// <summary>SHA-256 over all that an enrolment says, in hexadecimal.</summary>
    public static string Of(EnrolMember command) =>
        Convert.ToHexStringLower(SHA256.HashData(command.Numbers is { Count: > 0 } numbers
            ? JsonSerializer.SerializeToUtf8Bytes((command.Channel, command.Profile, numbers), Options)
            : JsonSerializer.SerializeToUtf8Bytes((command.Channel, command.Profile), Options)));

    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true };
}
