using System.Numerics;

namespace ChatOps.Database.Profiling.Counting;

/// <summary>
/// HyperLogLog (Flajolet, Fusy, Gandouet, Meunier, 2007) with 2^14 registers: a standard error of 1.04 / 128 = 0.8 %, in 16 KB. Fingerprints are
/// long enough that large counts need no correction; small ones are counted linearly, as the paper does (section 4).
/// </summary>
internal sealed class ApproximateDistinct : IDistinctCounter
{
    private const int RegisterBits = 14;
    private const int Registers = 1 << RegisterBits;
    private const double Alpha = 0.7213 / (1 + (1.079 / Registers));

    private readonly byte[] _registers = new byte[Registers];

    public void Add(Fingerprint item)
    {
        ref var register = ref _registers[item.High >> (64 - RegisterBits)];
        register = Math.Max(register, (byte)(BitOperations.LeadingZeroCount(item.Low) + 1));
    }

    public long? Count()
    {
        var (sum, empty) = (0.0, 0);
        foreach (var register in _registers)
        {
            sum += Math.ScaleB(1, -register);
            empty += register == 0 ? 1 : 0;
        }

        var estimate = Alpha * Registers * Registers / sum;
        return (long)Math.Round(estimate <= 2.5 * Registers && empty > 0 ? Registers * Math.Log((double)Registers / empty) : estimate);
    }
}
