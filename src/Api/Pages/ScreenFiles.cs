using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Api;

/// <summary>Serves the built pages.</summary>
public static class ScreenFiles
{
    /// <summary>What a browser is shown at an address where there is nothing.</summary>
    private static readonly PathString NotFoundPage = "/not-found.html";

    /// <summary>Addresses of programs: what is not there is said to them in JSON, whatever they accept.</summary>
    private static readonly PathString[] OfPrograms = ["/v1", "/hubs", "/openapi", "/health", "/metrics", "/assets", DashboardPage.Path, ReferencePage.Path];

    /// <summary>The build's packed copies of a file, best first: the token of the encoding and the ending of the copy.</summary>
    private static readonly (string Encoding, string Ending)[] Packed = [("br", ".br"), ("gzip", ".gz")];

    private static readonly FileExtensionContentTypeProvider Types = new()
    {
        // Replaced by the type of what is packed.
        Mappings = { [".br"] = "application/octet-stream", [".gz"] = "application/octet-stream" },
    };

    /// <summary>Serves <c>wwwroot</c>, with the pages at their addresses, packed where the caller takes that.</summary>
    public static void UseScreenFiles(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        app.Use((context, next) =>
        {
            // A page whose file was not built goes on, and ends as an address that does not exist. What is served as data is no page:
            // looking through their routes would cost a purchase as much as its decision.
            if (context.GetEndpoint() is null && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
                context.Request.Path = PackedCopy(context, files, FileFor(context, files));
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions { ContentTypeProvider = Types, OnPrepareResponse = file => Describe(file.Context.Response, file.Context.Request.Path) });
    }

    /// <summary>The file at an address: a page's, the address's own, or for a browser the page that says that there is none.</summary>
    private static PathString FileFor(HttpContext context, IFileProvider files)
    {
        var path = context.Request.Path;
        if (ScreenPages.FileAt(path) is { } page)
            return page;
        if (files.GetFileInfo(path).Exists || OfPrograms.Any(of => path.StartsWithSegments(of)) || !TakesPages(context.Request) || !files.GetFileInfo(NotFoundPage).Exists)
            return path;
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode == StatusCodes.Status200OK)
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        return NotFoundPage;
    }

    /// <summary>The packed copy of a file that the caller takes, or the file itself.</summary>
    private static PathString PackedCopy(HttpContext context, IFileProvider files, PathString file)
    {
        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (encoding, ending) in Packed)
        {
            if (accepted.Any(one => one.Value == encoding && one.Quality != 0) && files.GetFileInfo(file + ending).Exists)
                return file + ending;
        }

        return file;
    }

    private static void Describe(HttpResponse response, PathString file)
    {
        // The build names its assets by their content; only the pages themselves may change under their name.
        response.Headers.CacheControl = file.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        foreach (var (encoding, ending) in Packed)
        {
            var name = file.Value ?? "";
            if (!name.EndsWith(ending, StringComparison.Ordinal))
                continue;
            response.Headers.ContentEncoding = encoding;
            response.ContentType = Types.TryGetContentType(name[..^ending.Length], out var type) ? type : null;
        }
    }

    private static bool TakesPages(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(one => one.MediaType == "text/html" && one.Quality != 0);
}
