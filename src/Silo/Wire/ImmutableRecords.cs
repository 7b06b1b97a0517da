using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Loyalty.Silo;

/// <summary>
/// What the actors are told and answer are sealed records that nobody can change (a test holds them to it), so a call within a silo
/// hands them on as they are. Copied by JSON each such call would cost six times what a purchase costs.
/// </summary>
internal sealed class ImmutableRecords : IGeneralizedCopier, ITypeFilter
{
    /// <summary>A type of the engine's, or a generic one of its.</summary>
    public static bool IsOurs(Type type) =>
        type.Namespace?.StartsWith("Loyalty.", StringComparison.Ordinal) == true && !typeof(Exception).IsAssignableFrom(type) && !type.IsInterface;

    public bool IsSupportedType(Type type) => IsOurs(type);

    [return: NotNullIfNotNull(nameof(input))]
    public object? DeepCopy(object? input, CopyContext context) => input;

    public bool? IsTypeAllowed(Type type) => IsOurs(type) ? true : null;
}
