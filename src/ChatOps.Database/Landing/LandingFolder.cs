using System.Text.Encodings.Web;
using System.Text.Json;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Landing;

/// <summary>
/// The folder of one landing. While an export goes on, <c>landing.part</c> says whose it is and which files belong to it, so that
/// nothing foreign is ever overwritten; at the end <c>manifest.json</c> takes its place.
/// </summary>
internal sealed class LandingFolder
{
    private const string Manifest = "manifest.json";
    private const string NewManifest = "manifest.json.part";
    private const string Marker = "landing.part";
    private const string Part = ".part";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _folder;
    private readonly HashSet<string> _former;

    private LandingFolder(string folder, HashSet<string> former) => (_folder, _former) = (folder, former);

    public static byte[] ToJson(LandingManifest manifest) => JsonSerializer.SerializeToUtf8Bytes(manifest, Json);

    /// <summary>Looks at the folder and touches nothing.</summary>
    /// <exception cref="DatabaseException">It holds something else than a landing of this connection.</exception>
    public static LandingFolder Inspect(string folder, string connection)
    {
        if (!Path.IsPathFullyQualified(folder))
        {
            throw new DatabaseException(DatabaseProblem.Denied, $"'{folder}' is not a full path. Nothing was written.");
        }

        var former = new HashSet<string>(StringComparer.Ordinal);
        if (File.Exists(folder))
        {
            throw Refusal(folder, "it is a file");
        }

        if (!Directory.Exists(folder))
        {
            return new LandingFolder(folder, former);
        }

        foreach (var list in new[] { Manifest, Marker }.Select(name => Path.Combine(folder, name)).Where(File.Exists))
        {
            var manifest = TryRead(list) ?? throw Refusal(folder, $"its {Path.GetFileName(list)} is not one of ours");
            if (!string.Equals(manifest.Connection, connection, StringComparison.OrdinalIgnoreCase))
            {
                throw Refusal(folder, $"it holds a landing of '{manifest.Connection}'");
            }

            former.UnionWith(manifest.Files.SelectMany(file => new[] { file.File, file.File + Part }));
        }

        var foreign = Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!)
            .FirstOrDefault(name => name is not (Manifest or NewManifest or Marker) && !former.Contains(name));
        return foreign is null ? new LandingFolder(folder, former) : throw Refusal(folder, $"'{foreign}' in it is not part of a former export");
    }

    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>Claims the folder for an export of these files. From here on the former landing, if there was one, no longer counts as complete.</summary>
    public void Claim(string connection, IEnumerable<LandingFile> planned)
    {
        Directory.CreateDirectory(_folder);
        var files = planned.ToList();
        var stale = _former.Where(name => !name.EndsWith(Part, StringComparison.Ordinal) && files.All(f => f.File != name))
            .Select(name => new LandingFile("", name, 0, 0, "", []));
        WriteAtomically(Marker, new LandingManifest(connection, [.. files, .. stale]));
        File.Delete(PathOf(Manifest));
    }

    /// <summary>Removes what belonged to a former landing only, and writes the manifest.</summary>
    public void Complete(LandingManifest manifest)
    {
        foreach (var name in _former.Except(manifest.Files.Select(file => file.File)))
        {
            File.Delete(PathOf(name));
        }

        WriteAtomically(Manifest, manifest);
        File.Delete(PathOf(Marker));
    }

    private void WriteAtomically(string name, LandingManifest content)
    {
        using (var stream = new FileStream(PathOf(NewManifest), FileMode.Create, FileAccess.Write))
        {
            stream.Write(ToJson(content));
            stream.Flush(flushToDisk: true);
        }

        File.Move(PathOf(NewManifest), PathOf(name), overwrite: true);
    }

    private static LandingManifest? TryRead(string path)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<LandingManifest>(File.ReadAllBytes(path), Json);
            return manifest is { Connection: not null, Files: not null } && manifest.Files.All(f => f?.File is { } file && file == Path.GetFileName(file)) ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DatabaseException Refusal(string folder, string reason) => new(
        DatabaseProblem.Denied, $"'{folder}' cannot take the export: {reason}. Nothing was written or changed. Name an empty or a new folder.");
}
