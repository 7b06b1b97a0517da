using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Loyalty.Api;

/// <summary>
/// One of the console's other forms, <c>json</c> or <c>systemd</c>, which escape by themselves, with keys, tokens and passwords hidden in
/// message, values, exception and scopes.
/// </summary>
/// <param name="services">Asked for the form itself when the first record comes: the two would else wait for each other.</param>
internal sealed class SecretlessForm(string name, IServiceProvider services) : ConsoleFormatter(name)
{
    private ConsoleFormatter? _form;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var form = _form ??= services.GetServices<ConsoleFormatter>().First(other => other.Name == Name && other is not SecretlessForm);
        var text = LogText.WithoutSecrets(logEntry.Formatter(logEntry.State, logEntry.Exception));
        // Values are written by the structured form alone.
        var record = new SafeRecord(Name == ConsoleFormatterNames.Json ? text : LogTrace.Behind(text), logEntry.State, LogTrace.Id);
        var fault = logEntry.Exception is { } exception ? new PrintedException(LogText.WithoutSecrets(exception.ToString())) : null;
        form.Write(
            new LogEntry<SafeRecord>(logEntry.LogLevel, logEntry.Category, logEntry.EventId, record, fault, static (said, _) => said.ToString()),
            SafeScopes.Of(scopeProvider, LogText.WithoutSecrets),
            textWriter);
    }
}
