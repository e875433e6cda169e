namespace ChatOps.Database.Introspection.Diff;

/// <summary>Which things of two lists belong together, and which stand alone.</summary>
internal sealed record Pairing<T>(IReadOnlyList<(T Before, T After)> Pairs, IReadOnlyList<T> Removed, IReadOnlyList<T> Added);

/// <summary>Puts the things of two lists together.</summary>
internal static class Pairing
{
    /// <summary>The first two that belong together become a pair, each thing at most once; the tests are tried one after the other, the strictest first.</summary>
    internal static Pairing<T> Of<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, params ReadOnlySpan<Func<T, T, bool>> tests)
    {
        var pairs = new List<(T, T)>();
        var (removed, added) = (before.ToList(), after.ToList());
        foreach (var test in tests)
        {
            foreach (var old in removed.ToList())
            {
                if (added.FindIndex(other => test(old, other)) is >= 0 and var index)
                {
                    pairs.Add((old, added[index]));
                    removed.Remove(old);
                    added.RemoveAt(index);
                }
            }
        }

        return new Pairing<T>(pairs, removed, added);
    }

    /// <summary>By exact name, then by name without case where that is no difference; linear in the number of things.</summary>
    internal static Pairing<T> ByName<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> name, bool ignoreCase)
    {
        var exact = Of(before, after, name, StringComparer.Ordinal);
        if (!ignoreCase)
        {
            return exact;
        }

        var rest = Of(exact.Removed, exact.Added, name, StringComparer.OrdinalIgnoreCase);
        return new Pairing<T>([.. exact.Pairs, .. rest.Pairs], rest.Removed, rest.Added);
    }

    private static Pairing<T> Of<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> name, StringComparer comparer)
    {
        var open = after.GroupBy(name, comparer).ToDictionary(group => group.Key, group => new Queue<T>(group), comparer);
        var pairs = new List<(T, T)>();
        var removed = new List<T>();
        foreach (var old in before)
        {
            if (open.TryGetValue(name(old), out var others) && others.TryDequeue(out var other))
            {
                pairs.Add((old, other));
            }
            else
            {
                removed.Add(old);
            }
        }

        return new Pairing<T>(pairs, removed, [.. open.Values.SelectMany(others => others)]);
    }
}
