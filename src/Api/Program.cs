using Loyalty.Api;

return await LoyaltyApp.RunAsync(args, SingleNodeEngine.AddAsync);
