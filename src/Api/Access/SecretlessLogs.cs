using Microsoft.Extensions.Options;

namespace Loyalty.Api;

/// <summary>
/// Keeps keys and tokens out of logs, whatever levels are configured: a browser's hub connection carries them in its address, and the
/// framework's line about every request has the address.
/// </summary>
internal sealed class SecretlessLogs : IPostConfigureOptions<LoggerFilterOptions>
{
    private const string RequestLines = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // The last rule of a category wins, but one for a single provider goes before it.
        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
            options.Rules.Add(new LoggerFilterRule(provider, RequestLines, LogLevel.Warning, filter: null));
    }
}
