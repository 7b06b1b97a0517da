using System.Text.Json;
using System.Text.Json.Serialization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>A member that is set aside, as it is stored.</summary>
/// <param name="Done">By stream: the sequence and the place through which the member's work is done.</param>
internal sealed record AsideBody(Dictionary<string, long[]> Done, int Attempts, DateTimeOffset RetryAt, string Reason)
{
    public static string Write(MemberAside aside) => JsonSerializer.Serialize(
        new AsideBody(aside.Done.ToDictionary(done => done.Key, done => new[] { done.Value.Sequence, done.Value.Place }), aside.Attempts, aside.RetryAt, aside.Reason),
        FollowerJson.Default.AsideBody);

    /// <exception cref="JsonException">It cannot be read.</exception>
    public static MemberAside Read(string member, string value)
    {
        var body = JsonSerializer.Deserialize(value, FollowerJson.Default.AsideBody) ?? throw new JsonException($"'{value}' says nothing of {member}.");
        return new MemberAside(
            MemberId.Of(member),
            body.Done.ToDictionary(done => done.Key, done => new StreamPosition(done.Value[0], done.Value[1])),
            body.Attempts,
            body.RetryAt,
            body.Reason);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AsideBody))]
[JsonSerializable(typeof(Dictionary<string, long>))]
internal sealed partial class FollowerJson : JsonSerializerContext;
