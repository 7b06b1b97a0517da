using System.Reflection;
using System.Text.Json;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.Metadata;

namespace Loyalty.Api;

/// <summary>The answer to a command: 201 at the first time, 200 for a repetition, or the problem.</summary>
public sealed class CreatedResult<T> : IResult, IEndpointMetadataProvider
    where T : class
{
    private readonly T? _value;
    private readonly bool _isRepeat;
    private readonly string? _location;
    private readonly ProblemResult? _problem;
    private readonly Action<Utf8JsonWriter, T>? _write;

    /// <param name="location">Address of what was created, or null where it has none.</param>
    /// <param name="write">See <see cref="JsonAnswer"/>.</param>
    public CreatedResult(Outcome<T> outcome, string? location, Action<Utf8JsonWriter, T>? write = null)
    {
        (_value, _isRepeat, _location, _write) = (outcome.Value, outcome.IsRepeat, location, write);
        _problem = outcome.Refusal is { } refusal ? (ProblemResult)refusal : null;
    }

    private CreatedResult(ProblemResult problem) => _problem = problem;

    public static implicit operator CreatedResult<T>(ProblemResult problem) => new(problem);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (_problem is not null)
            return _problem.ExecuteAsync(httpContext);
        if (_location is not null && !_isRepeat)
            httpContext.Response.Headers.Location = _location;
        JsonAnswer.Write(httpContext.Response, _isRepeat ? StatusCodes.Status200OK : StatusCodes.Status201Created, _value!, _write);
        return Task.CompletedTask;
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (var answer in CreatedResult.Metadata<T>())
            builder.Metadata.Add(answer);
    }
}

/// <summary>Tells of the answers of an address that writes them itself.</summary>
public static class CreatedResult
{
    /// <summary>What the API document is told.</summary>
    public static IReadOnlyList<ProducesResponseTypeMetadata> Metadata<T>() =>
    [
        new(StatusCodes.Status201Created, typeof(T), ["application/json"]),
        new(StatusCodes.Status200OK, typeof(T), ["application/json"]),
    ];
}
