namespace ChatOps.Tests.WebServer;

/// <summary>A data folder that goes away with its test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("chatops-web-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
