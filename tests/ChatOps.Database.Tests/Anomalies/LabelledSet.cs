using System.Globalization;
using ChatOps.Database.Anomalies;

namespace ChatOps.Database.Tests.Anomalies;

/// <summary>A public labelled set: every column but <c>label</c> is a number, and the label is 1 for an odd row.</summary>
internal sealed record LabelledSet(FeatureMatrix Rows, bool[] Odd)
{
    public static LabelledSet Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',');
        var label = Array.IndexOf(header, "label");
        var columns = header.Length - 1;
        var values = new double[(lines.Length - 1) * columns];
        var odd = new bool[lines.Length - 1];
        for (var r = 0; r < odd.Length; r++)
        {
            var cells = lines[r + 1].Split(',');
            odd[r] = double.Parse(cells[label], CultureInfo.InvariantCulture) > 0;
            var features = cells.Where((_, c) => c != label).Select(c => double.Parse(c, CultureInfo.InvariantCulture));
            features.ToArray().CopyTo(values, r * columns);
        }

        return new LabelledSet(new FeatureMatrix(values, odd.Length, columns), odd);
    }
}
