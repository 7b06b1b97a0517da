using System.Buffers.Binary;
using System.Net;

namespace Loyalty.Api;

/// <summary>Where a request comes from, as a place of a <see cref="RateTable"/>.</summary>
internal static class RemotePlace
{
    private const int AddressBytes = 16, NetworkBytes = 8;

    /// <summary>Of an address; of IPv6 its network of 64 bits counts, for whoever has one address of it has them all.</summary>
    public static int Of(IPAddress? address)
    {
        if (address is null)
            return 0;
        Span<byte> bytes = stackalloc byte[AddressBytes];
        address.TryWriteBytes(bytes, out var length);
        var which = address.IsIPv4MappedToIPv6 ? BinaryPrimitives.ReadInt32LittleEndian(bytes[(AddressBytes - sizeof(int))..])
            : length == AddressBytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes[..NetworkBytes])
            : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        // The process's own seed is in it.
        return RateTable.PlaceOf(HashCode.Combine(which));
    }
}
