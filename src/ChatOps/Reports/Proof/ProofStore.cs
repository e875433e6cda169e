using ChatOps.Pipelines.State;

namespace ChatOps.Reports.Proof;

/// <summary>The key that seals proofs, and the proofs it has sealed: those of the installation, also where a command keeps its own state apart for a moment.</summary>
/// <param name="folder">The installation's data folder, a full path.</param>
public sealed class ProofStore(string folder)
{
    /// <exception cref="StateUnavailableException">It cannot be read or made.</exception>
    public InstanceKey OpenKey() => InstanceKey.Open(folder);

    /// <summary>Seals a proof and keeps it, in place of an earlier one of the same migration.</summary>
    /// <returns>The sealed file.</returns>
    public byte[] Seal(ProofPack pack)
    {
        var file = ProofFile.Write(pack, OpenKey());
        var path = PathOf(pack.Migration);
        DataFolder.Create(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file);
        return file;
    }

    /// <summary>The proof of a migration, or null where there is none here that was sealed here and is as it was written.</summary>
    public ProofPack? Find(string migration)
    {
        var path = PathOf(migration);
        return InstanceKey.Exists(folder) && File.Exists(path) && ProofFile.Check(File.ReadAllBytes(path), OpenKey()) is { State: ProofState.Sound } sound ? sound.Pack : null;
    }

    /// <summary>The name comes from the target's own record, so it is not let out of the folder.</summary>
    private string PathOf(string migration) => Path.Combine(folder, "proofs", string.Concat(migration.Where(next => char.IsAsciiLetterOrDigit(next) || next is '-' or '_')) + ".json");
}
