using System.Globalization;
using System.Text;

namespace ChatOps.Channels.DirectLine;

/// <summary>The batch form that polls and streams share: <c>{"activities":[...],"watermark":"7"}</c>.</summary>
internal static class ActivitySet
{
    public static byte[] Write(IReadOnlyList<StoredActivity> activities, long watermark)
    {
        var text = new StringBuilder("{\"activities\":[");
        text.AppendJoin(',', activities.Select(activity => activity.Json));
        text.Append(CultureInfo.InvariantCulture, $"],\"watermark\":\"{watermark}\"}}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
