namespace Loyalty.Api;

/// <summary>The host cannot start as it is configured. The message is for the operator and names the setting.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
