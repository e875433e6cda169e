using System.Globalization;
using System.Text;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Verification.Multisets;
using FsCheck;

namespace ChatOps.Database.Tests.Verification;

public sealed class DigestAndOrderTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(1 << 17)]
    public void Prints_ComeBackSorted_HoweverManyFitIntoMemory(int inMemory)
    {
        using var store = new PrintStore(inMemory);
        var prints = Enumerable.Range(0, 5000).Select(number => RowPrint.Of(Encoding.ASCII.GetBytes((number % 3000).ToString(CultureInfo.InvariantCulture)), [])).ToList();
        prints.ForEach(store.Add);
        store.Complete();

        var read = Enumerable.Range(0, PrintStore.Partitions).SelectMany(partition => store.Read(partition).ToArray()).ToList();

        Assert.Equal(prints.Order(), read);
        Assert.Equal(5000, store.Count);
    }

    [Fact]
    public void DecimalsOfAnyLength_AreOrderedByValue() => Prop.ForAll<decimal, decimal, bool>((left, right, near) =>
    {
        right = near ? left + (Math.Sign(right) * 0.0000000001m) : right;
        Assert.Equal(left.CompareTo(right), Math.Sign(DecimalDigits.Compare(Shortest(left), Shortest(right))));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void SpecialNumbers_AreOrderedAsPostgreSqlOrdersThem()
    {
        string[] ordered = ["-Infinity", "-10", "-9.5", "-0.5", "0", "0.25", "0.5", "1", "9.99", "10", "Infinity", "NaN"];
        foreach (var (one, left) in ordered.Index())
        {
            Assert.All(ordered.Index(), other => Assert.Equal(one.CompareTo(other.Index), Math.Sign(DecimalDigits.Compare(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(other.Item)))));
        }
    }

    private static ReadOnlySpan<byte> Shortest(decimal number)
    {
        var text = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
        return DecimalDigits.Shorten(text, new byte[text.Length + 1]);
    }
}
