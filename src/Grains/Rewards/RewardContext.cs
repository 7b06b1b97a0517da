using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>What the grains of rewards share in a silo.</summary>
public sealed record RewardContext(
    Programme Programme,
    ProgrammeClock Clock,
    IGrainFactory Grains,
    IRewardStore Store,
    IPersonStore Persons,
    IHubPublisher Hub,
    RewardCodes Codes,
    ConfirmationSender Sender,
    ILogger<RewardContext> Log);
