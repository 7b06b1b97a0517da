using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Adds consent, export and erasure. The host brings <see cref="IPersonStore"/> and <see cref="IErasureStore"/>.</summary>
public static class PrivacyServices
{
    // By factories, for a host that brings neither must start all the same.
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton(s => new ShownRecognitions(
            s.GetRequiredService<IAirportStore>(), s.GetRequiredService<IHubPublisher>(), s.GetRequiredService<ProgrammeClock>()));
        services.AddSingleton(s => new ConsentService(
            s.GetRequiredService<IGrainFactory>(), s.GetRequiredService<IPersonStore>(), s.GetRequiredService<IPersonChanges>(), s.GetRequiredService<IPushStore>(), s.GetRequiredService<ShownRecognitions>(), s.GetRequiredService<ProgrammeClock>()));
        services.AddSingleton(s => new PersonEraser(
            s.GetRequiredService<IGrainFactory>(),
            s.GetRequiredService<IJournal>(),
            s.GetRequiredService<IPersonStore>(),
            s.GetRequiredService<IErasureStore>(),
            s.GetRequiredService<IHubPublisher>(),
            s.GetRequiredService<ShownRecognitions>(),
            s.GetService<IPartnerStore>() is null ? null : s.GetRequiredService<PartnerOrderBook>(),
            s.GetRequiredService<ITrail>(),
            s.GetRequiredService<ProgrammeClock>()));
        services.AddSingleton(s => new MemberExportSources(
            s.GetRequiredService<IJournal>(),
            s.GetRequiredService<IPersonStore>(),
            s.GetRequiredService<IAirportStore>(),
            s.GetRequiredService<IBenefitUseStore>(),
            s.GetRequiredService<INumberStore>(),
            s.GetRequiredService<ICardStore>(),
            s.GetRequiredService<IPushStore>(),
            s.GetRequiredService<ITrailStore>(),
            s.GetRequiredService<IStreamPages>(),
            s.GetRequiredService<ProgrammeBook>(),
            s.GetRequiredService<ProgrammeClock>(),
            s.GetRequiredService<IGrainFactory>()));
    }
}
