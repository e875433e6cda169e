using ChatOps.Pipelines.State;

namespace ChatOps.Pipelines.Tests.State;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chatops-data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AFile_IsWrittenWhole_ForItsOwnerOnly_AndNothingIsLeftBeside()
    {
        var path = Path.Combine(_folder, "rules", "a.yaml");

        Assert.True(DataFolder.TryWrite(path, "version: 1", replace: false));

        Assert.Equal("version: 1", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void AFileThatIsThere_GivesWayOnlyWhereItMay()
    {
        var path = Path.Combine(_folder, "a.yaml");
        DataFolder.TryWrite(path, "first", replace: false);

        Assert.False(DataFolder.TryWrite(path, "second", replace: false));
        Assert.Equal("first", File.ReadAllText(path));
        Assert.True(DataFolder.TryWrite(path, "second", replace: true));
        Assert.Equal("second", File.ReadAllText(path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ALink_IsNeverWrittenThrough(bool replace)
    {
        var (outside, path) = (Path.Combine(_folder, "outside.txt"), Path.Combine(_folder, "a.yaml"));
        File.WriteAllText(outside, "untouched");
        File.CreateSymbolicLink(path, outside);

        Assert.False(DataFolder.TryWrite(path, "second", replace));

        Assert.Equal("untouched", File.ReadAllText(outside));
    }
}
