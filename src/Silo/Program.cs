using Loyalty.Api;
using Loyalty.Silo;

return await LoyaltyApp.RunAsync(args, ClusterEngine.AddAsync);
