using Loyalty.Domain;
using Loyalty.Grains;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;

namespace Loyalty.Silo;

/// <summary>How calls travel: within a silo as the same objects, between silos as JSON.</summary>
internal static class WireServices
{
    public static void AddWire(this IServiceCollection services)
    {
        // Before the JSON serializer, which would copy what is only passed on within a silo.
        services.AddSingleton<ImmutableRecords>();
        services.AddSingleton<IGeneralizedCopier>(s => s.GetRequiredService<ImmutableRecords>());
        services.AddSingleton<ITypeFilter>(s => s.GetRequiredService<ImmutableRecords>());
        services.AddSerializer(serializer => serializer.AddJsonSerializer(ImmutableRecords.IsOurs, WireJson.Options));
        services.Configure<TypeManifestOptions>(types =>
        {
            types.AddAllowedAssembly(typeof(Refusal).Assembly);
            types.AddAllowedAssembly(typeof(IGrains).Assembly);
        });
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.Add("Loyalty"));
    }
}
