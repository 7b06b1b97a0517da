using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>What the trail says of keys: never their text, nor its hash.</summary>
internal static class KeyTrail
{
    /// <summary>A key that is made.</summary>
    public static string Detail(KeyRequest wish) =>
        AuditRecorder.Detail(("name", wish.Name), ("scopes", wish.Scopes), ("expiresAt", wish.ExpiresAt));

    /// <summary>A change by somebody at the shell of the machine.</summary>
    public static TrailEntry Entry(string action, string id, string? detail = null) =>
        new(new TrailSource("command", Environment.UserName is { Length: > 0 } user ? user : "unknown", null), action, Subject: id, Detail: detail);
}
