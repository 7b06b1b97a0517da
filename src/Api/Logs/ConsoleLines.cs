using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Loyalty.Api;

/// <summary>
/// The console's usual form of a log, with every record made safe by <see cref="LogText"/>. Other forms are chosen as everywhere,
/// <c>Logging:Console:FormatterName=json</c>, and hide secrets too: <see cref="SecretlessForm"/>.
/// </summary>
/// <param name="services">Asked for the usual form when the first record comes: the two would else wait for each other.</param>
internal sealed class ConsoleLines(IServiceProvider services) : ConsoleFormatter(FormName)
{
    public const string FormName = "lines";

    private ConsoleFormatter? _usual;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var usual = _usual ??= services.GetServices<ConsoleFormatter>().Single(form => form.Name == ConsoleFormatterNames.Simple);
        var text = LogTrace.Behind(LogText.Line(logEntry.Formatter(logEntry.State, logEntry.Exception)));
        var fault = logEntry.Exception is { } exception ? new PrintedException(LogText.Lines(exception.ToString())) : null;
        usual.Write(
            new LogEntry<string>(logEntry.LogLevel, logEntry.Category, logEntry.EventId, text, fault, static (line, _) => line),
            SafeScopes.Of(scopeProvider, LogText.Line),
            textWriter);
    }
}

/// <summary>Adds <see cref="ConsoleLines"/>.</summary>
internal static class ConsoleLinesLogging
{
    /// <summary>Logs to the console, in the safe form unless another one is configured.</summary>
    public static ILoggingBuilder AddConsoleLines(this ILoggingBuilder logging)
    {
        // By it a line finds the request that it is written in; LogTrace.
        logging.Services.AddHttpContextAccessor();
        logging.AddConsole().AddConsoleFormatter<ConsoleLines, SimpleConsoleFormatterOptions>();
        // Of two forms of one name the first is taken.
        foreach (var name in (string[])[ConsoleFormatterNames.Json, ConsoleFormatterNames.Systemd])
            logging.Services.Insert(0, ServiceDescriptor.Singleton<ConsoleFormatter>(services => new SecretlessForm(name, services)));
        logging.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName ??= ConsoleLines.FormName);
        return logging;
    }
}
