namespace Loyalty.Grains;

/// <summary>The engine cannot take the command now and has done nothing; the caller should try again under the same id.</summary>
[GenerateSerializer, Alias("loyalty.EngineBusyException")]
public sealed class EngineBusyException(string message) : Exception(message);
