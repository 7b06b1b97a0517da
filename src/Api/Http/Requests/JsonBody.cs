using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Api;

/// <summary>A JSON request body: the value it means, or the problem with it.</summary>
/// <typeparam name="TShape">How it is read, and what the API document shows.</typeparam>
/// <typeparam name="TValue">What it means.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "The framework calls them by these names.")]
public sealed class JsonBody<TShape, TValue> : IEndpointParameterMetadataProvider
    where TShape : IJsonShape<TValue>
    where TValue : class
{
    private JsonBody(TValue? value, Problem? problem)
    {
        Value = value;
        Problem = problem;
    }

    private TValue? Value { get; }

    private Problem? Problem { get; }

    /// <summary>Gives the value, or the problem in its place.</summary>
    public bool TryGet([NotNullWhen(true)] out TValue? value, [NotNullWhen(false)] out ProblemResult? problem)
    {
        value = Problem is null ? Value! : null;
        problem = Problem is null ? null : new ProblemResult(Problem);
        return value is not null;
    }

    /// <summary>Called by the framework.</summary>
    public static async ValueTask<JsonBody<TShape, TValue>?> BindAsync(HttpContext context, ParameterInfo _)
    {
        var (value, problem) = await ReadAsync(context, context.RequestServices);
        if (problem is not null)
            context.Items[JsonBody.ProblemKey] = problem;
        return new JsonBody<TShape, TValue>(value, problem);
    }

    /// <summary>Tells routing and the API document what the body is.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(JsonBody.Metadata<TShape, TValue>());

    /// <summary>Reads the body of a request, for an address that does not have it bound.</summary>
    /// <param name="services">Where shapes find what their values are held to; null for shapes that need nothing.</param>
    /// <returns>The value, or the problem in its place. There at once where the body came with the headers, as nearly always.</returns>
    public static async ValueTask<(TValue? Value, Problem? Problem)> ReadAsync(HttpContext context, IServiceProvider? services = null)
    {
        var request = context.Request;
        // The charset parameter has no meaning for JSON (RFC 8259, 11): the bytes decide.
        if (!IsJson(request) || request.Headers.ContainsKey(HeaderNames.ContentEncoding))
            return (null, StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType));
        if (request.ContentLength > JsonReading.MaxBytes)
            return (null, TooLarge);

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > JsonReading.MaxBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return (null, TooLarge);
            }

            if (read.IsCompleted)
            {
                var result = JsonReading.Read<TShape, TValue>(read.Buffer, services);
                reader.AdvanceTo(read.Buffer.End);
                return result;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    // Nearly everybody says it in these very words; only others are read in full.
    private static bool IsJson(HttpRequest request) =>
        string.Equals(request.ContentType, "application/json", StringComparison.OrdinalIgnoreCase) || request.HasJsonContentType();

    private static Problem TooLarge => Problem.Of(
        StatusCodes.Status413PayloadTooLarge, "body-too-large", $"The body has more than {JsonReading.MaxBytes} bytes.");
}

/// <summary>Tells of the body of an address that reads it itself.</summary>
public static class JsonBody
{
    /// <summary>Where a request keeps the problem of a body that was read before its address was asked.</summary>
    internal static readonly object ProblemKey = new();

    /// <summary>What routing and the API document are told of a body of a shape.</summary>
    public static JsonBodyMetadata Metadata<TShape, TValue>()
        where TShape : IJsonShape<TValue>
        where TValue : class => new(TShape.ContentTypes, typeof(TShape), async context => (await JsonBody<TShape, TValue>.ReadAsync(context, context.RequestServices)).Problem);
}

/// <summary>What an address takes as its body, and what is wrong with one.</summary>
/// <param name="fault">Reads the body of a request for its faults.</param>
public sealed class JsonBodyMetadata(IReadOnlyList<string> contentTypes, Type shape, Func<HttpContext, Task<Problem?>> fault) : IAcceptsMetadata
{
    public IReadOnlyList<string> ContentTypes => contentTypes;

    public Type RequestType => shape;

    public bool IsOptional => false;

    /// <summary>The faults of a body; null for one that is sound.</summary>
    public async Task<Problem?> FaultAsync(HttpContext context)
    {
        if (context.Items[JsonBody.ProblemKey] is Problem known)
            return known;
        try
        {
            var reader = context.Request.BodyReader;
            var read = await reader.ReadAsync(context.RequestAborted);
            var isRead = read.IsCompleted && read.Buffer.IsEmpty && context.Request.ContentLength != 0;
            reader.AdvanceTo(read.Buffer.Start);
            return isRead ? null : await fault(context);
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException or InvalidOperationException)
        {
            // What has been found is told all the same.
            return null;
        }
    }
}
