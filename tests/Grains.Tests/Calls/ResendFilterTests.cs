using System.Reflection;
using Loyalty.Contracts;
using Loyalty.Domain;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Loyalty.Grains.Tests;

public sealed class ResendFilterTests
{
    private readonly PassingTime _time = new();
    private readonly ResendFilter _filter;

    public ResendFilterTests() => _filter = new ResendFilter(_time);

    public static TheoryData<Exception> Lost => [new SiloUnavailableException("gone"), new TimeoutException("silent")];

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task A_lost_call_is_sent_again_until_it_is_answered(Exception lost)
    {
        var call = Call.Of<ILoyaltyAccountGrain>(HostUnderTest.Francs("t1", 10), lost, lost, null);

        await _filter.Invoke(call.Context);

        Assert.Equal(3, call.Sent);
        Assert.Equal("sent-3", Assert.IsType<Outcome<PurchaseReceipt>>(call.Result).Refusal!.Code);
    }

    [Fact]
    public async Task It_is_given_up_after_a_while_and_the_caller_told_to_come_back()
    {
        var lost = new SiloUnavailableException("gone");
        var call = Call.Of<ILoyaltyAccountGrain>(new StatusQuery(), lost);

        var given = await Assert.ThrowsAsync<JournalUnavailableException>(() => _filter.Invoke(call.Context));

        Assert.Same(lost, given.InnerException);
        Assert.InRange(call.Sent, 10, 40);
        Assert.InRange(_time.GetUtcNow() - DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(15), ResendFilter.GiveUpAfter + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_enrolment_without_a_key_is_never_sent_again_and_one_with_a_key_is()
    {
        var lost = new TimeoutException("silent");
        var bare = Call.Of<ILoyaltyAccountGrain>(new EnrolMember("app", new Profile("Ada"), IdempotencyKey: null), lost, null);
        var keyed = Call.Of<ILoyaltyAccountGrain>(new EnrolMember("app", new Profile("Ada"), IdempotencyKey: "k-1"), lost, null);

        await Assert.ThrowsAsync<JournalUnavailableException>(() => _filter.Invoke(bare.Context));
        await _filter.Invoke(keyed.Context);

        Assert.Equal((1, 2), (bare.Sent, keyed.Sent));
    }

    [Fact]
    public async Task A_grain_for_which_too_many_wait_is_busy_and_a_refusal_of_its_own_is_handed_on()
    {
        var full = Call.Of<ILoyaltyAccountGrain>(new StatusQuery(), new LimitExceededException("account", 1024, 1024, "waiting"));
        await Assert.ThrowsAsync<EngineBusyException>(() => _filter.Invoke(full.Context));

        var damaged = Call.Of<ILoyaltyAccountGrain>(new StatusQuery(), new JournalDamagedException("MEMBER1", 7, "broken"));
        Assert.Equal(7, (await Assert.ThrowsAsync<JournalDamagedException>(() => _filter.Invoke(damaged.Context))).Version);
        Assert.Equal((1, 1), (full.Sent, damaged.Sent));
    }

    [Fact]
    public async Task Calls_of_Orleans_pass_as_they_are_also_while_draining()
    {
        var call = Call.Of<IManagementGrain>(null, new SiloUnavailableException("gone"));
        await _filter.DrainAsync();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => _filter.Invoke(call.Context));

        Assert.Equal(1, call.Sent);
    }

    [Fact]
    public async Task A_drain_waits_for_what_was_accepted_and_takes_nothing_new()
    {
        var answered = new TaskCompletionSource();
        var accepted = _filter.Invoke(Call.Of<ILoyaltyAccountGrain>(new StatusQuery(), answered.Task).Context);

        var drain = _filter.DrainAsync();
        await Assert.ThrowsAsync<EngineBusyException>(() => _filter.Invoke(Call.Of<ILoyaltyAccountGrain>(new StatusQuery(), [null]).Context));
        Assert.False(drain.IsCompleted);
        answered.SetResult();

        await accepted;
        await drain;
    }

    /// <summary>A clock on which as much passes as somebody waits for.</summary>
    private sealed class PassingTime() : FakeTimeProvider(DateTimeOffset.UnixEpoch)
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero)
                _ = Task.Run(() => Advance(dueTime));
            return timer;
        }
    }

    /// <summary>A call as Orleans hands it to a filter, that ends in one way after the other, and then as the last one.</summary>
    private sealed class Call
    {
        private readonly Func<int, Task> _answer;

        private Call(Type type, object? argument, Func<int, Task> answer)
        {
            _answer = answer;
            var request = Stub.Of<IInvokable>((method, _) => method.Name switch
            {
                nameof(IInvokable.GetInterfaceType) => type,
                nameof(IInvokable.GetArgumentCount) => argument is null ? 0 : 1,
                nameof(IInvokable.GetArgument) => argument,
                _ => throw new NotSupportedException(method.Name),
            });
            // Sent again it is a call of its own, on the same reference.
            var grain = Stub.Of<ILoyaltyAccountGrain>((method, arguments) =>
            {
                Assert.Equal([argument], arguments!);
                return AnswerAsync(method);
            });
            var target = typeof(ILoyaltyAccountGrain).GetMethods().FirstOrDefault(method => method.GetParameters() is [var one] && one.ParameterType == argument?.GetType());
            Context = Stub.Of<IOutgoingGrainCallContext>((method, arguments) => method.Name switch
            {
                "get_Request" => request,
                "get_Grain" => grain,
                "get_InterfaceMethod" => target,
                "set_Result" => Result = arguments![0],
                nameof(IGrainCallContext.Invoke) => _answer(Sent++),
                _ => throw new NotSupportedException(method.Name),
            });
        }

        public IOutgoingGrainCallContext Context { get; }

        public int Sent { get; private set; }

        /// <summary>What the caller is given of a call that was sent again.</summary>
        public object? Result { get; private set; }

        // Typed as the method is; what it answers is the number of times it was sent, as a refusal's code.
        private object AnswerAsync(MethodInfo method)
        {
            var answer = method.ReturnType.GetGenericArguments()[0];
            return typeof(Call).GetMethod(nameof(TypedAsync), BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(answer).Invoke(this, [])!;
        }

        private async Task<T> TypedAsync<T>()
        {
            await _answer(Sent++);
            return (T)Activator.CreateInstance(typeof(T), null, new Refusal($"sent-{Sent}", "x"), false)!;
        }

        public static Call Of<TInterface>(object? argument, params Exception?[] ends) => new(
            typeof(TInterface), argument, sent => ends[Math.Min(sent, ends.Length - 1)] is { } fault ? Task.FromException(fault) : Task.CompletedTask);

        public static Call Of<TInterface>(object? argument, Task answer) => new(typeof(TInterface), argument, _ => answer);
    }

    /// <summary>An interface whose members are answered by a function.</summary>
    public class Stub : DispatchProxy
    {
        private Func<MethodInfo, object?[]?, object?> _answer = (_, _) => null;

        public static T Of<T>(Func<MethodInfo, object?[]?, object?> answer)
            where T : class
        {
            var proxy = Create<T, Stub>();
            ((Stub)(object)proxy)._answer = answer;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args);
    }
}
