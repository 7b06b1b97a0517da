using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>From an outcome of the engine to an answer of the API.</summary>
public static class OutcomeResults
{
    /// <summary>Asks a member's account; 200 or the problem.</summary>
    /// <param name="id">The id as the path has it.</param>
    public static async Task<Results<Ok<T>, ProblemResult>> AskAsync<T>(
        this IGrainFactory grains, string id, Func<ILoyaltyAccountGrain, Task<Outcome<T>>> question)
        where T : class
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } refusal)
            return (ProblemResult)refusal;
        return Ok(await question(grains.LoyaltyAccount(member.Value)));
    }

    /// <summary>200 with the value, or the problem.</summary>
    public static Results<Ok<T>, ProblemResult> Ok<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Refusal is { } refusal ? (ProblemResult)refusal : TypedResults.Ok(outcome.Value);

    /// <summary>201 at the first time, 200 for a repetition, or the problem.</summary>
    public static CreatedResult<T> CreatedOrRepeated<T>(Outcome<T> outcome, string? location = null)
        where T : class => new(outcome, location);

    /// <summary>
    /// Writes the answer to a command under way. What load brings about is answered where it arises: each frame that an exception passes
    /// costs as much as a good part of a purchase, and an engine with too much to do must turn callers away more cheaply than it serves them.
    /// </summary>
    /// <param name="write">See <see cref="JsonAnswer"/>.</param>
    public static async Task WriteCreatedOrRepeatedAsync<T>(this HttpContext context, Task<Outcome<T>> command, Action<Utf8JsonWriter, T>? write = null)
        where T : class
    {
        Outcome<T> outcome;
        try
        {
            outcome = await command;
        }
        catch (Exception load) when (load is EngineBusyException or JournalUnavailableException)
        {
            await ProblemResult.WriteAsync(context, ExceptionProblems.Of(load));
            return;
        }

        await new CreatedResult<T>(outcome, location: null, write).ExecuteAsync(context);
    }
}
