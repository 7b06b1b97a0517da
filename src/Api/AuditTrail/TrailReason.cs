using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Why a caller does something, told beside the request: percent-encoded UTF-8 in a header, so that any address takes it.</summary>
public static class TrailReason
{
    public const string Header = "Loyalty-Reason";

    /// <summary>Characters of a reason.</summary>
    public const int MaxLength = Reversal.MaxReasonLength;

    /// <summary>Refuses a reason that cannot be recorded, before anything is done.</summary>
    public static IApplicationBuilder UseReasons(this IApplicationBuilder app) => app.Use(next => context =>
        Of(context) is { } reason && Texts.Fault(reason, MaxLength) is { } fault
            ? ProblemResult.WriteAsync(context, Problem.Of(new Refusal("loyalty-reason-not-valid", fault, Header)))
            : next(context));

    /// <summary>The reason of a request, or null when it gives none.</summary>
    public static string? Of(HttpContext context) =>
        context.Request.Headers.TryGetValue(Header, out var value) ? Uri.UnescapeDataString(value.ToString()) : null;
}
