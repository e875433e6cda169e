using ChatOps.Pipelines.State;

namespace ChatOps.Reports.Proof;

/// <summary>The key that seals proofs: that of the installation, also where a command keeps its own state apart for a moment.</summary>
/// <param name="folder">The installation's data folder, a full path.</param>
public sealed class ProofKey(string folder)
{
    /// <exception cref="StateUnavailableException">It cannot be read or made.</exception>
    public InstanceKey Open() => InstanceKey.Open(folder);
}
