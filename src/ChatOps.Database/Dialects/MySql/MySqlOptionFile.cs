using System.Globalization;
using System.Text;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>How a program of MySQL's reaches the server, in a file that only its owner may read and that goes when it is no longer needed: what stands on a command line is there for everybody to see.</summary>
internal sealed class MySqlOptionFile : IDisposable
{
    private MySqlOptionFile(string path) => Path = path;

    internal string Path { get; }

    /// <param name="isMariaDb">The program is MariaDB's; its words for TLS are others than MySQL's.</param>
    internal static MySqlOptionFile Create(ServerAddress server, bool isMariaDb)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"chatops-{System.IO.Path.GetRandomFileName()}");
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, new UTF8Encoding(false), create);
        foreach (var line in Lines(server, isMariaDb))
        {
            writer.WriteLine(line);
        }

        return new MySqlOptionFile(path);
    }

    public void Dispose() => File.Delete(Path);

    private static IEnumerable<string> Lines(ServerAddress server, bool isMariaDb) =>
    [
        "[client]", $"host={Quote(server.Host)}", $"port={server.Port.ToString(CultureInfo.InvariantCulture)}", "protocol=tcp", $"user={Quote(server.User)}", $"password={Quote(server.Password ?? "")}",
        "default-character-set=utf8mb4", .. isMariaDb ? MariaDbTls(server.TlsMode) : MySqlTls(server.TlsMode),
    ];

    private static IEnumerable<string> MariaDbTls(string? mode) => mode switch
    {
        "disable" => ["skip-ssl"],
        "require" => ["ssl", "skip-ssl-verify-server-cert"],
        "verify-ca" or "verify-full" => ["ssl", "ssl-verify-server-cert"],
        _ => [],
    };

    private static IEnumerable<string> MySqlTls(string? mode) => mode switch
    {
        "disable" => ["ssl-mode=DISABLED"],
        "require" => ["ssl-mode=REQUIRED"],
        "verify-ca" => ["ssl-mode=VERIFY_CA"],
        "verify-full" => ["ssl-mode=VERIFY_IDENTITY"],
        _ => [],
    };

    /// <summary>MariaDB, "Configuring MariaDB with Option Files": in quotes a hash begins no comment, and a backslash begins an escape.</summary>
    private static string Quote(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
