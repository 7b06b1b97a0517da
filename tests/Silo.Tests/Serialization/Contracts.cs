using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Loyalty.Api;
using Loyalty.Domain;
using Loyalty.Grains;
using Orleans.Services;

namespace Loyalty.Silo.Tests;

/// <summary>Everything that travels between silos: found from the interfaces of grains and grain services, and made up by reflection.</summary>
internal static class Contracts
{
    private static readonly Assembly[] Assemblies = [typeof(ILoyaltyAccountGrain).Assembly, typeof(IRateReload).Assembly, typeof(IHubBackplane).Assembly];

    /// <summary>The interfaces that silos call each other by.</summary>
    public static IReadOnlyList<Type> Interfaces { get; } =
    [
        .. Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsInterface && (typeof(IGrainWithStringKey).IsAssignableFrom(type) || typeof(IGrainService).IsAssignableFrom(type)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>Every type of ours that a call may carry.</summary>
    public static IReadOnlyList<Type> Carried { get; } = [.. Reached().OrderBy(type => type.ToString(), StringComparer.Ordinal)];

    /// <summary>Every type that says how it is written, surrogates included.</summary>
    public static IReadOnlyList<Type> Written { get; } =
    [
        .. Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            .OrderBy(AliasOf, StringComparer.Ordinal),
    ];

    public static string AliasOf(Type type) => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? "";

    /// <summary>Whether a type is the engine's own.</summary>
    public static bool IsOurs(Type type) => type.Namespace?.StartsWith("Loyalty.", StringComparison.Ordinal) == true;

    /// <summary>The members of a type that are written, by their numbers.</summary>
    public static IEnumerable<(uint Id, string Name, Type Type)> Members(Type type)
    {
        var given = type.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Select(member => (Id: member.GetCustomAttribute<IdAttribute>()?.Id, member.Name, Type: (member as PropertyInfo)?.PropertyType ?? (member as FieldInfo)?.FieldType))
            .Where(member => member.Id is not null && member.Type is not null)
            .Select(member => (member.Id!.Value, member.Name, member.Type!))
            .ToList();
        return given.Count > 0 || !typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type)
            ? given.OrderBy(member => member.Value)
            : (type.GetConstructors().FirstOrDefault()?.GetParameters() ?? []).Select((parameter, position) => ((uint)position, parameter.Name!, parameter.ParameterType));
    }

    /// <summary>A value of a type with something in every member.</summary>
    public static object Sample(Type type, string name = "x")
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Sample(underlying, name);
        if (type == typeof(string))
            return name + "-ü";
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (Known(type) is { } known)
            return known;
        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type))
            return Many(type, name);
        if (type.IsAbstract)
            return Sample(Carried.First(carried => !carried.IsAbstract && carried.BaseType == type), name);
        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Sample(parameter.ParameterType, parameter.Name!))]);
        if (constructor.GetParameters().Length == 0)
        {
            foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null))
                property.SetValue(made, Sample(property.PropertyType, property.Name));
        }

        return made;
    }

    private static object? Known(Type type) => type switch
    {
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => 7,
        _ when type == typeof(long) => 1L << 40,
        _ when type == typeof(double) => 0.5,
        _ when type == typeof(decimal) => 12.30m,
        _ when type == typeof(DateOnly) => new DateOnly(2028, 2, 29),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 11, 21, 10, 15, 4, 123, TimeSpan.Zero),
        _ when type == typeof(MemberId) => MemberId.Of("MEMBER1"),
        _ when type == typeof(Currency) => Currency.Of("KWD"),
        _ when type == typeof(AirportCode) => AirportCode.Of("ZRH"),
        _ when type == typeof(DisplayLocation) => DisplayLocation.Of("Lounge E"),
        _ when type == typeof(FlightDesignator) => FlightDesignator.Of("LX14"),
        _ when type == typeof(Seat) => Seat.Of("12A"),
        _ => null,
    };

    private static object Many(Type type, string name)
    {
        var arguments = type.GetGenericArguments();
        if (arguments.Length == 2)
            return new Dictionary<string, string?>(StringComparer.Ordinal) { [name] = "1", ["none"] = null };
        var items = Array.CreateInstance(arguments[0], 2);
        items.SetValue(Sample(arguments[0], name + "1"), 0);
        items.SetValue(Sample(arguments[0], name + "2"), 1);
        var maker = type.GetGenericTypeDefinition() switch
        {
            var list when list == typeof(ImmutableArray<>) => nameof(Immutable),
            var list when list == typeof(ValueList<>) => nameof(Values),
            _ => null,
        };
        return maker is null
            ? items
            : typeof(Contracts).GetMethod(maker, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(arguments).Invoke(null, [items])!;
    }

    private static ImmutableArray<T> Immutable<T>(T[] items) => [.. items];

    private static ValueList<T> Values<T>(T[] items) => ValueList.From(items);

    private static HashSet<Type> Reached()
    {
        var found = new HashSet<Type>();
        foreach (var method in Interfaces.SelectMany(type => type.GetMethods()))
        {
            Follow(method.ReturnType, found);
            foreach (var parameter in method.GetParameters())
                Follow(parameter.ParameterType, found);
        }

        return found;
    }

    private static void Follow(Type type, HashSet<Type> found)
    {
        foreach (var argument in type.GetGenericArguments())
            Follow(argument, found);
        if (!IsOurs(type) || type.IsEnum || type.IsInterface || !found.Add(type))
            return;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            Follow(property.PropertyType, found);
        if (type.IsAbstract)
        {
            foreach (var derived in type.Assembly.GetTypes().Where(other => other.BaseType == type))
                Follow(derived, found);
        }
    }
}
