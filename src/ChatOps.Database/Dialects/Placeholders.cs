using System.Buffers;
using System.Text;

namespace ChatOps.Database.Dialects;

/// <summary>Our statements mark values with <c>?</c>; each driver wants another name for them.</summary>
internal static class Placeholders
{
    private static readonly SearchValues<char> Quotes = SearchValues.Create("'\"`");

    /// <param name="name">The driver's name for the value at that position, from zero.</param>
    /// <returns>The statement with every <c>?</c> outside quotes replaced.</returns>
    internal static string Replace(string sql, Func<int, string> name)
    {
        var replaced = new StringBuilder(sql.Length + 16);
        var (quote, count) = ('\0', 0);
        foreach (var next in sql)
        {
            if (quote == '\0' && next == '?')
            {
                replaced.Append(name(count++));
                continue;
            }

            quote = quote == '\0' ? (Quotes.Contains(next) ? next : '\0') : next == quote ? '\0' : quote;
            replaced.Append(next);
        }

        return replaced.ToString();
    }
}
