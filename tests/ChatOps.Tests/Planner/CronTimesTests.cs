using System.Globalization;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Times;
using ChatOps.Tests.Planner.Requests;
using Quartz;

namespace ChatOps.Tests.Planner;

public sealed class CronTimesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 6, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The rows of the README: what people say, what we write, what Quartz is given for it.</summary>
    public static TheoryData<string, string, string, string> Forms => new()
    {
        { "validate crm every day at 6:30", "30 6 * * *", "UTC", "30 6 * * *" },
        { "validate crm every 15 minutes between 8 and 17 on weekdays", "*/15 8-16 * * 1-5", "UTC", "*/15 8-16 * * 1-5" },
        { "validate crm on the first Monday of the month at 9am", "0 9 */31,1-7 * 1", "UTC", "0 9 * * 1#1" },
        { "validate crm on the second Sunday of every month at 6pm", "0 18 8-14 * */7", "UTC", "0 18 * * 0#2" },
        { "validate crm on the 1st and 15th of every month at 5am New York time", "0 5 1,15 * *", "America/New_York", "0 5 1,15 * *" },
        { "validate crm every Sunday at 3am Berlin time", "0 3 * * 0", "Europe/Berlin", "0 3 * * 0" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task WhatWeWrite_FiresTenTimesWhenItsFormInQuartzDoes(string said, string cron, string zone, string quartz)
    {
        var time = (await Office.AskAsync(said)).Schedule!;

        Assert.Equal((cron, zone), (time.Cron, time.Zone));
        var expression = CronExpression.Parse(quartz, CronFormat.Unix).WithTimeZone(TimeZoneInfo.FindSystemTimeZoneById(zone));
        var expected = new List<DateTimeOffset>();
        for (var after = Now; expected.Count < 10; after = expected[^1])
            expected.Add(expression.GetNextValidTimeAfter(after)!.Value);
        Assert.Equal(expected, CronTimes.Next(time, Now, 10));
    }

    [Fact]
    public void TheFirstMondayOfTheMonth_IsOneDayAMonth() =>
        Assert.Equal(
            ["04-06", "05-04", "06-01", "07-06", "08-03", "09-07", "10-05", "11-02", "12-07", "01-04"],
            Days(CronTimes.Next(new PlannedTime("0 9 */31,1-7 * 1", null, "UTC"), Now, 10)));

    [Fact]
    public void ATimeThatTheClocksSkip_IsLeftOut() =>
        Assert.Equal(["03-28", "03-30", "03-31"], Days(CronTimes.Next(new PlannedTime("30 2 * * *", null, "Europe/Berlin"), Now.AddDays(21), 3)));

    [Fact]
    public void ATimeThatComesTwice_FiresOnce() =>
        Assert.Equal(
            ["2026-10-25T00:30", "2026-10-26T01:30"],
            CronTimes.Next(new PlannedTime("30 2 * * *", null, "Europe/Berlin"), new DateTimeOffset(2026, 10, 24, 12, 0, 0, TimeSpan.Zero), 2).Select(fire => fire.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)));

    [Fact]
    public void ADayAndAWeekdayWithoutAStar_AreEither() =>
        Assert.Equal(["03-09", "03-13", "03-16"], Days(CronTimes.Next(new PlannedTime("0 9 13 * 1", null, "UTC"), Now, 3)));

    [Theory]
    [InlineData("0 9 30 2 *")]
    [InlineData("0 9 * *")]
    [InlineData("0 9 * * MON#1")]
    [InlineData("99 9 * * *")]
    [InlineData("*/0 9 * * *")]
    public void WhatNeverFires_OrCannotBeRead_HasNoTimes(string cron) => Assert.Empty(CronTimes.Next(new PlannedTime(cron, null, "UTC"), Now, 10));

    private static string[] Days(IEnumerable<DateTimeOffset> fires) => [.. fires.Select(fire => fire.ToString("MM-dd", CultureInfo.InvariantCulture))];
}
