using Loyalty.Api;
using Microsoft.Extensions.Logging.Console;

namespace Loyalty.Silo;

/// <summary>Tells systemd, where it has started the program, when it serves and when it stops (<c>Type=notify</c>).</summary>
internal static class ServiceManager
{
    /// <summary>Adds it. Elsewhere it does nothing.</summary>
    public static void AddServiceManager(this WebApplicationBuilder builder)
    {
        builder.Services.AddSystemd();
        // It has lines begin with their level, for the journal to read; a form that was chosen stays.
        if (builder.Configuration["Logging:Console:FormatterName"] is { Length: > 0 } chosen)
            builder.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = chosen);
    }
}
