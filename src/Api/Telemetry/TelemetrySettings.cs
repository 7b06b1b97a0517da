using System.Globalization;
using OpenTelemetry.Exporter;

namespace Loyalty.Api;

/// <summary>The configuration section <c>Loyalty:Telemetry</c>, checked.</summary>
/// <param name="Metrics">Measurements are kept and served at <c>/metrics</c>; the default.</param>
/// <param name="Endpoint">The collector that metrics and traces are sent to by OTLP; null by default: nothing is sent.</param>
/// <param name="Protocol">How the collector is spoken to; gRPC by default.</param>
/// <param name="TraceShare">The share of requests that are traced, 0 to 1. 0 where there is no collector.</param>
public sealed record TelemetrySettings(bool Metrics, Uri? Endpoint, OtlpExportProtocol Protocol, double TraceShare)
{
    /// <summary>Percent of requests that are traced where a collector is named and nothing else is said.</summary>
    public const double DefaultTracePercent = 1;

    /// <summary>Whether requests are traced.</summary>
    public bool Traces => TraceShare > 0;

    /// <summary>Reads the section.</summary>
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static TelemetrySettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Loyalty:Telemetry");
        var endpoint = EndpointOf(section["Endpoint"]);
        foreach (var key in (string[])["Protocol", "TracePercent"])
        {
            if (endpoint is null && section[key] is { Length: > 0 })
                throw NotValid(key, "is set, but there is no Loyalty:Telemetry:Endpoint to send to");
        }

        return new TelemetrySettings(
            section["Metrics"] is not { Length: > 0 } || configuration.Flag("Telemetry:Metrics"),
            endpoint,
            ProtocolOf(section["Protocol"]),
            endpoint is null ? 0 : Percent(section["TracePercent"]) / 100);
    }

    /// <summary>Where a signal goes: HTTP has an address for each.</summary>
    /// <param name="signal"><c>metrics</c> or <c>traces</c>.</param>
    internal void Apply(OtlpExporterOptions exporter, string signal)
    {
        exporter.Protocol = Protocol;
        exporter.Endpoint = Protocol == OtlpExportProtocol.Grpc ? Endpoint! : new Uri($"{Endpoint!.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
    }

    private static Uri? EndpointOf(string? value)
    {
        if (value is null or "")
            return null;
        return Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? address
            : throw NotValid("Endpoint", $"is '{value}'; an address such as http://127.0.0.1:4317 is needed");
    }

    private static OtlpExportProtocol ProtocolOf(string? value) => value switch
    {
        null or "" or "grpc" => OtlpExportProtocol.Grpc,
        "http" => OtlpExportProtocol.HttpProtobuf,
        _ => throw NotValid("Protocol", $"is '{value}'; grpc or http are allowed"),
    };

    private static double Percent(string? value)
    {
        if (value is null or "")
            return DefaultTracePercent;
        return double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100
            ? percent
            : throw NotValid("TracePercent", $"is '{value}'; a number from 0 to 100 is needed");
    }

    private static StartRefusedException NotValid(string key, string what) => LoyaltySettings.NotValid($"Telemetry:{key}", what);
}
