using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loyalty.Journal;

/// <summary>JSON as the journal stores it: compact, strict on reading, non-ASCII text as it is.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(MemberEnrolledBody))]
[JsonSerializable(typeof(SpendRecordedBody))]
[JsonSerializable(typeof(SpendReversedBody))]
[JsonSerializable(typeof(TierMovedBody))]
[JsonSerializable(typeof(SnapshotBody))]
[JsonSerializable(typeof(ProfileBody))]
[JsonSerializable(typeof(List<AffectedBody>))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>The one instance to use.</summary>
    public static JournalJson Stored => Relaxed.Instance;

    // Apart, because it may only be made after the generated defaults.
    private static class Relaxed
    {
        public static readonly JournalJson Instance =
            new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
