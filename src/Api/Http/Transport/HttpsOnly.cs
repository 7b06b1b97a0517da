namespace Loyalty.Api;

/// <summary>
/// Holds callers to https. A page is redirected, for somebody has typed its address. A call is refused: it has sent its key in clear
/// already, and a redirect would let it go on to do so unnoticed. Health may be asked in clear by a load balancer.
/// </summary>
internal static class HttpsOnly
{
    public static void UseHttpsOnly(this IApplicationBuilder app)
    {
        app.UseWhen(context => IsPage(context), pages => pages.UseHttpsRedirection());
        app.Use(next => context => context.Request.IsHttps || context.Request.Path.StartsWithSegments("/health")
            ? next(context)
            : ProblemResult.WriteAsync(context, Problem.Of(
                StatusCodes.Status403Forbidden, "https-required", "This host is called over https only. Whatever key was sent has been sent in clear: replace it.")));
    }

    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint() is null && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
}
