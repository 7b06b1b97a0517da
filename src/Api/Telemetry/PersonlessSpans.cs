using System.Diagnostics;
using OpenTelemetry;

namespace Loyalty.Api;

/// <summary>
/// Leaves in a span what names nobody, before it is sent: a collector is no place from which the engine could erase somebody. Paths, ids
/// of grains, statements, texts of exceptions and what a caller writes of itself go; what is not known here goes too.
/// </summary>
internal sealed class PersonlessSpans : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "server.address", "server.port", "network.protocol.version",
        "error.type", "exception.type", "rpc.system", "rpc.system.name", "rpc.service", "rpc.method", "orleans.rpc.service", "orleans.grain.type", "orleans.silo.id",
        "signalr.connection.status", "db.system", "db.system.name", "db.namespace", "db.operation.name", "db.response.status_code",
        Journal.JournalTraces.RowsTag, Journal.JournalTraces.WritesTag,
    };

    public override void OnEnd(Activity data)
    {
        List<string>? others = null;
        foreach (ref readonly var tag in data.EnumerateTagObjects())
        {
            if (!Kept.Contains(tag.Key))
                (others ??= []).Add(tag.Key);
        }

        foreach (var other in others ?? [])
            data.SetTag(other, null);
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }
}
