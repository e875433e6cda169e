using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Pipelines.State;
using ChatOps.Reports.Html;
using ChatOps.Reports.Proof;
using ChatOps.Tests.Commands;

namespace ChatOps.Tests.Reports.Proof;

public sealed class ProofFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly InstanceKey _key;

    public ProofFileTests() => _key = InstanceKey.Open(_folder.At("ours"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AProof_IsSoundForTheInstanceThatWroteIt_AndSaysTheSame()
    {
        var check = ProofFile.Check(ProofFile.Write(ProofSample.Pack, _key), _key);

        Assert.Equal(ProofState.Sound, check.State);
        Assert.Equal(JsonSerializer.Serialize(ProofSample.Pack), JsonSerializer.Serialize(check.Pack));
    }

    [Fact]
    public void AnyChangedByte_IsFound()
    {
        var file = ProofFile.Write(ProofSample.Pack, _key);
        var unseen = new List<int>();
        for (var at = 0; at < file.Length; at++)
        {
            foreach (var flip in (byte[])[1, 32, 0x80])
            {
                file[at] ^= flip;
                if (ProofFile.Check(file, _key).State == ProofState.Sound)
                    unseen.Add(at);
                file[at] ^= flip;
            }
        }

        Assert.Empty(unseen);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(" ")]
    [InlineData("{}")]
    public void AnythingAdded_IsFound(string more) =>
        Assert.NotEqual(ProofState.Sound, ProofFile.Check([.. ProofFile.Write(ProofSample.Pack, _key), .. Encoding.UTF8.GetBytes(more)], _key).State);

    [Fact]
    public void AChangedValueUnderAnOldSeal_IsCalledChanged()
    {
        var file = Encoding.UTF8.GetString(ProofFile.Write(ProofSample.Pack, _key)).Replace("\"loaded\": 1", "\"loaded\": 3", StringComparison.Ordinal);

        Assert.Equal(ProofState.Changed, ProofFile.Check(Encoding.UTF8.GetBytes(file), _key).State);
    }

    [Fact]
    public void AnotherInstancesProof_IsNeitherSoundNorCalledChanged()
    {
        var file = ProofFile.Write(ProofSample.Pack, InstanceKey.Open(_folder.At("theirs")));

        var check = ProofFile.Check(file, _key);

        Assert.Equal(ProofState.OtherInstance, check.State);
        Assert.Equal(ProofSample.Pack.Verdict, check.Pack!.Verdict);
    }

    [Fact]
    public void AProofSealedByAnotherKeyUnderOurMark_IsCalledChanged()
    {
        var forged = JsonNode.Parse(ProofFile.Write(ProofSample.Pack, InstanceKey.Open(_folder.At("theirs"))))!;
        forged["seal"]!["instance"] = JsonNode.Parse(ProofFile.Write(ProofSample.Pack, _key))!["seal"]!["instance"]!.DeepClone();

        Assert.Equal(ProofState.Changed, ProofFile.Check(Encoding.UTF8.GetBytes(forged.ToJsonString()), _key).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"proof\":{}}")]
    [InlineData("{\"proof\":{},\"seal\":{}}")]
    [InlineData("no JSON")]
    public void AnythingElse_IsNoProof(string text)
    {
        Assert.Equal(ProofState.NotAProof, ProofFile.Check(Encoding.UTF8.GetBytes(text), _key).State);
        Assert.Equal(ProofState.NotAProof, ProofFile.CheckWithoutKey(Encoding.UTF8.GetBytes(text)).State);
    }

    [Fact]
    public void ThePage_HoldsEveryPartAndNothingThatRunsOrFetches()
    {
        var page = HtmlProof.Write(ProofSample.Pack);

        foreach (var part in (string[])["Identical but for 2 rejected rows", "Ana", "go &lt;on&gt;", new string('e', 64), "total &lt;script&gt; is no number", "numeric(12,2)", "Exact on both sides.", "The trigger audit has no place.", "index orders_total: out of room", "merged by key (id)", new string('f', 64), ProofSample.Pack.PlanDigest, "load 1.25"])
            Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.Contains($"style-src {HtmlPage.StyleSource}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("https?:", page);
    }
}
