using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Loyalty.Api;

/// <summary>
/// The JSON protocol, with the last argument of some hub methods optional, and with a code for what cannot be called. SignalR itself wants
/// as many arguments as a hub method has parameters, whatever their defaults, allows no overloads, and says of a call that it cannot bind
/// only that it failed.
/// </summary>
/// <param name="inner">The JSON protocol as it is.</param>
/// <param name="methods">The methods whose last argument may be left out; it is null then.</param>
public sealed class OptionalArgumentProtocol(IHubProtocol inner, params string[] methods) : IHubProtocol
{
    public string Name => inner.Name;

    public int Version => inner.Version;

    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var start = input;
        while (!inner.TryParseMessage(ref input, binder, out message))
        {
            if (input.Length == start.Length)
                return false;
            // A message of a type that is not known has been passed over, as it should be. Those behind it must not wait for more to come.
            start = input;
        }

        if (message is InvocationBindingFailureMessage failure && methods.Contains(failure.Target, StringComparer.OrdinalIgnoreCase)
            && inner.TryParseMessage(ref start, new WithoutLast(binder), out var shorter) && shorter is InvocationMessage call)
        {
            message = new InvocationMessage(call.InvocationId, call.Target, [.. call.Arguments, null], call.StreamIds) { Headers = call.Headers };
        }
        else if (message is InvocationBindingFailureMessage unbound)
        {
            message = new InvocationBindingFailureMessage(unbound.InvocationId, unbound.Target, ExceptionDispatchInfo.Capture(Coded(unbound)));
        }

        return true;
    }

    // Of what the dispatcher throws while a call is bound, a HubException means that there is no such method.
    private static HubException Coded(InvocationBindingFailureMessage unbound) => unbound.BindingFailure.SourceException is HubException
        ? new HubException("unknown-method: The hub has no method of this name.")
        : new HubException("arguments-not-valid: The arguments are not those of the method, in number or kind; docs/API.md names them.");

    private sealed class WithoutLast(IInvocationBinder binder) : IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => binder.GetReturnType(invocationId);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [.. binder.GetParameterTypes(methodName).SkipLast(1)];

        public Type GetStreamItemType(string streamId) => binder.GetStreamItemType(streamId);
    }
}
