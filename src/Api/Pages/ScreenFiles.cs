namespace Loyalty.Api;

/// <summary>Serves the built pages.</summary>
public static class ScreenFiles
{
    /// <summary>Serves <c>wwwroot</c>, with the pages at their addresses.</summary>
    public static void UseScreenFiles(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            // A page whose file was not built goes on, and ends as an address that does not exist. What is served as data is no page:
            // looking through their routes would cost a purchase as much as its decision.
            if (context.GetEndpoint() is null)
                context.Request.Path = ScreenPages.FileAt(context.Request.Path) ?? context.Request.Path;
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            // The build names its assets by their content; only the pages themselves may change under their name.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }
}
