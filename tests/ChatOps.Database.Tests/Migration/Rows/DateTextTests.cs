using System.Globalization;
using System.Text;
using ChatOps.Database.Migration.Rows;
using FsCheck;

namespace ChatOps.Database.Tests.Migration.Rows;

public sealed class DateTextTests
{
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    [Fact]
    public void A_moment_is_the_same_number_as_in_the_framework_and_its_own_text_reads_back() => Prop.ForAll<DateTime>(any =>
    {
        var moment = new DateTime(any.Ticks - (any.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);
        Assert.True(DateText.TryMoment(Bytes(moment.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)), isInstant: false, out var micros));
        Assert.Equal((moment - Epoch).Ticks / TimeSpan.TicksPerMicrosecond, micros);
        Assert.True(DateText.TryMoment(DateFormat.Moment(micros), isInstant: false, out var again));
        Assert.Equal(micros, again);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_day_of_hundreds_of_thousands_of_years_reads_back() => Prop.ForAll(Arb.From(Gen.Choose(-1_700_000, 200_000_000)), days =>
    {
        var text = DateFormat.Date(days);
        Assert.True(DateText.TryDate(text, out var again), Encoding.ASCII.GetString(text));
        Assert.Equal(days, again);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2024-02-29", 8825)]
    [InlineData("2024-02-29 00:00:00", 8825)]
    [InlineData("0001-01-01", -730_119)]
    [InlineData("0001-12-31 BC", -730_120)]
    [InlineData("9999-12-31", 2_921_939)]
    [InlineData("10000-01-01", 2_921_940)]
    [InlineData("infinity", int.MaxValue)]
    [InlineData("-infinity", int.MinValue)]
    public void Days_have_their_number(string text, int days)
    {
        Assert.True(DateText.TryDate(Bytes(text), out var read));
        Assert.Equal(days, read);
    }

    [Theory]
    [InlineData("2024-01-01 12:00:00+02", "2024-01-01 10:00:00")]
    [InlineData("2024-01-01T12:00:00Z", "2024-01-01 12:00:00")]
    [InlineData("2024-01-01 12:00:00-05:30", "2024-01-01 17:30:00")]
    [InlineData("2024-01-01 12:00:00.5+00:00:30", "2024-01-01 11:59:30.5")]
    [InlineData("2024-01-01 12:00", "2024-01-01 12:00:00")]
    public void An_instant_is_told_in_utc(string text, string utc)
    {
        Assert.True(DateText.TryMoment(Bytes(text), isInstant: true, out var micros));
        Assert.Equal(utc, Encoding.ASCII.GetString(DateFormat.Moment(micros)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2024")]
    [InlineData("2023-02-29")]
    [InlineData("2024-13-01")]
    [InlineData("0000-00-00")]
    [InlineData("0000-01-01")]
    [InlineData("2024-01-01 25:00:00")]
    [InlineData("2024-01-01 12:60:00")]
    [InlineData("2024-01-01 12:00:00.1234567")]
    [InlineData("2024-01-01 12:00:00.")]
    [InlineData("2024-01-01 12:00:00+02")]
    [InlineData("2024-01-01 x")]
    [InlineData("01/02/2024")]
    public void What_is_no_moment_is_none(string text) => Assert.False(DateText.TryMoment(Bytes(text), isInstant: false, out _));

    [Fact]
    public void Zeros_beyond_the_microsecond_lose_nothing() => Assert.True(DateText.TryMoment(Bytes("2024-01-01 12:00:00.123456000"), isInstant: false, out _));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
