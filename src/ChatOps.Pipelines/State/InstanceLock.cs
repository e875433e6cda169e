#pragma warning disable CA1822, CA1801, IDE0060
namespace ChatOps.Pipelines.State;

public sealed class InstanceLock : IDisposable
{
    public static InstanceLock? TryAcquire(string dataFolder, out string? holderAddress) => throw new NotImplementedException();

    public void SetAddress(string address) => throw new NotImplementedException();

    public void Dispose()
    {
    }
}
