namespace Loyalty.Silo;

/// <summary>How many active silos this one sees, itself included; 1 where it is alone.</summary>
internal sealed class ClusterSize
{
    private volatile int _silos = 1;

    public int Silos
    {
        get => _silos;
        set => _silos = value;
    }
}
