using Microsoft.AspNetCore.Http;
using StandardWebhooks;

namespace Loyalty.Api.Tests;

public sealed class WebhookSignatureTests
{
    [Fact]
    public void The_test_vector_of_Standard_Webhooks() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(
            ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}"));

    [Fact]
    public void While_a_secret_is_rotated_either_one_verifies()
    {
        var (old, young, now) = (WebhookSignature.NewSecret(), WebhookSignature.NewSecret(), DateTimeOffset.UtcNow);
        var signatures = WebhookSignature.Of([young, old], "evt_l00000000000000000001", now, "{}").Split(' ');
        Assert.Equal(2, signatures.Length);
        new StandardWebhook(young).Verify("{}", Headers(now, signatures[0]));
        new StandardWebhook(old).Verify("{}", Headers(now, signatures[1]));
        Assert.ThrowsAny<Exception>(() => new StandardWebhook(WebhookSignature.NewSecret()).Verify("{}", Headers(now, signatures[0])));
        Assert.ThrowsAny<Exception>(() => new StandardWebhook(young).Verify("{ }", Headers(now, signatures[0])));
    }

    // One each: the package looks at the first alone.
    private static HeaderDictionary Headers(DateTimeOffset now, string signature) => new()
    {
        ["webhook-id"] = "evt_l00000000000000000001",
        ["webhook-timestamp"] = $"{now.ToUnixTimeSeconds()}",
        ["webhook-signature"] = signature,
    };

    [Fact]
    public void A_secret_is_32_random_bytes()
    {
        var secret = WebhookSignature.NewSecret();
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(secret["whsec_".Length..]).Length);
        Assert.NotEqual(secret, WebhookSignature.NewSecret());
    }
}
