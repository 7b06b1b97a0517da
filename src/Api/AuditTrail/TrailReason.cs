using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Why a caller does something, told beside the request: percent-encoded UTF-8 in a header, so that any address takes it.</summary>
public static class TrailReason
{
    public const string Header = ApiHeaders.Reason;

    /// <summary>Characters of a reason.</summary>
    public const int MaxLength = Reversal.MaxReasonLength;

    /// <summary>Refuses a reason that cannot be recorded, before anything is done.</summary>
    public static IApplicationBuilder UseReasons(this IApplicationBuilder app) => app.Use(next => context =>
        Fault(context) is { } refusal ? ProblemResult.WriteAsync(context, Problem.Of(refusal)) : next(context));

    /// <summary>The same, for whoever looks for all that is wrong with a request.</summary>
    public static RequestCheck Check { get; } = new(Fault);

    /// <summary>What is wrong with a request's reason; null where nothing is, or it gives none.</summary>
    public static Refusal? Fault(HttpContext context) =>
        Of(context) is { } reason && Texts.Fault(reason, MaxLength) is { } fault ? new Refusal("loyalty-reason-not-valid", fault, Header) : null;

    /// <summary>The reason of a request, or null when it gives none.</summary>
    public static string? Of(HttpContext context) =>
        context.Request.Headers.TryGetValue(Header, out var value) ? Uri.UnescapeDataString(value.ToString()) : null;
}
