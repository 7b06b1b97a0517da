using System.Text.Json;

namespace Loyalty.Api;

/// <summary>The body of <c>PUT /v1/members/{id}/consent</c>.</summary>
public sealed record ConsentBody : IJsonShape<ConsentBody>
{
    /// <summary>To be greeted on displays at airports.</summary>
    public required bool DisplayRecognition { get; init; }

    public static ConsentBody? Read(JsonFields fields)
    {
        var value = fields.Take("displayRecognition").ValueKind;
        if (value is not (JsonValueKind.True or JsonValueKind.False))
            fields.Refuse("displayRecognition", "Must be true or false.");
        return fields.Faults.None ? new ConsentBody { DisplayRecognition = value == JsonValueKind.True } : null;
    }
}
