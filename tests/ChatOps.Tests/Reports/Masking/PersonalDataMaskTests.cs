using ChatOps.Database.Anomalies;
using ChatOps.Database.Checks;
using ChatOps.Database.Profiling;
using ChatOps.Reports;
using ChatOps.Reports.Masking;

namespace ChatOps.Tests.Reports.Masking;

public sealed class PersonalDataMaskTests
{
    [Fact]
    public void Finding_OnAMarkedColumn_KeepsItsCountAndItsSql()
    {
        var masked = Assert.Single(PersonalDataMask.Apply(Report(Finding("c", "Hidden Person"), new PersonalColumn("t", "C", "names of people"))).Findings);
        Assert.Equal(("H***** P*****", "x", 2L, "SELECT 'Hidden Person'"), (masked.Sample[0]["c"], masked.Sample[0]["other"], masked.Count, masked.Sql));
        Assert.Equal("Such as 'H***** P*****' and '?'.", masked.Message);
    }

    [Fact]
    public void Finding_OnAnyOtherColumn_StaysAsItIs()
    {
        var masked = Assert.Single(PersonalDataMask.Apply(Report(Finding("c", "Hidden Person"))).Findings);
        Assert.Equal(("Hidden Person", "Such as 'Hidden Person' and '?'."), (masked.Sample[0]["c"], masked.Message));
    }

    [Theory]
    [InlineData("last_name", "Schmidt", "S******")]
    [InlineData("anything", "maria@example.org", "m***@***.org")]
    [InlineData("anything", "DE89370400440532013000", "D*********************")]
    public void Values_ThatNobodyMarked_AreMaskedByTheirNameOrTheirLook(string column, string value, string masked) =>
        Assert.Equal(masked, PersonalDataMask.Apply(Report(Finding(column, value))).Findings[0].Sample[0][column]);

    [Fact]
    public void Profile_OfAMarkedColumn_ShowsNoValue()
    {
        var column = new ColumnProfile
        {
            Name = "c",
            Type = "TEXT",
            Nulls = 0,
            Distinct = 2,
            Min = "Anna",
            Max = "Zoe",
            Mean = 3,
            Quantiles = new Dictionary<string, object?> { ["p50"] = 7L },
            Top = [new ValueCount("Anna", 5)],
            Pii = "names of people",
        };
        var part = PersonalDataMask.Apply(new ReportPart { Profile = new DatabaseProfile("x", [new TableProfile("t", 6, [column, column with { Name = "d", Pii = null }], "SELECT 1")]) });
        var (masked, open) = (part.Profile!.Tables[0].Columns[0], part.Profile.Tables[0].Columns[1]);
        Assert.Equal(("A***", "Z**", "***", "A***", 5L, 3.0), (masked.Min, masked.Max, masked.Quantiles["p50"], masked.Top![0].Value, masked.Top[0].Count, masked.Mean));
        Assert.Equal(("Anna", 7L), (open.Min, open.Quantiles["p50"]));
        Assert.Null(part.Checks);
    }

    [Fact]
    public void OddRow_HidesWhatIsTypicalOfAMarkedColumnToo()
    {
        var row = new AnomalousRow(new Dictionary<string, object?> { ["email"] = "a@b.org" }, 0.9, [new AnomalyReason("phone", "+49 151 2345678", 0.6, "others begin with +43"), new AnomalyReason("size", 5L, 0.4, "others are 1")]);
        var masked = PersonalDataMask.Apply(new AnomalyResult { Table = "t", Columns = [], Rows = 1, Method = "m", Seed = 1, Threshold = 0.5, Anomalies = 1, Top = [row], Sql = "" }).Top[0];
        Assert.Equal(("a***@***.org", "+49 *** *****78", "unlike the others"), (masked.Key["email"], masked.Reasons[0].Value, masked.Reasons[0].Typical));
        Assert.Equal((5L, "others are 1"), (masked.Reasons[1].Value, masked.Reasons[1].Typical));
    }

    [Fact]
    public void Figure_OfAPersonalColumn_IsMaskedInTheMessageAndInTheSample()
    {
        var finding = Finding("phone", "x") with { Message = "The largest value of t.phone is '4,915,112,340,059'; it must be at most 5.", Sample = [new Dictionary<string, object?> { ["measured"] = 4915112340059L }], Derived = ["measured"] };
        var masked = PersonalDataMask.Apply(Report(finding)).Findings[0];
        Assert.Equal(("The largest value of t.phone is '*,***,***,***,***'; it must be at most 5.", "***"), (masked.Message, masked.Sample[0]["measured"]));

        var open = PersonalDataMask.Apply(Report(finding with { Columns = ["size"] })).Findings[0];
        Assert.Equal((finding.Message, 4915112340059L), (open.Message, open.Sample[0]["measured"]));
    }

    [Fact]
    public void AgeOfAPersonalDate_IsMaskedWithTheDate()
    {
        var finding = Finding("birth_date", "x") with { Message = "The newest value of t.birth_date must be at most 24 hours old; it is '9,131.5 days' old ('2001-01-15').", Sample = [new Dictionary<string, object?> { ["newest"] = "2001-01-15" }], Derived = ["newest"] };
        var masked = PersonalDataMask.Apply(Report(finding)).Findings[0];
        Assert.Equal("The newest value of t.birth_date must be at most 24 hours old; it is '*,***.* d***' old ('****-**-**').", masked.Message);
        Assert.Equal("****-**-**", masked.Sample[0]["newest"]);
    }

    [Theory]
    [InlineData("t", "SELECT last_name AS n, tel AS k, id FROM t", "S******", "***")]
    [InlineData("orders", "SELECT c.last_name AS n, c.tel AS k, o.id FROM orders AS o JOIN \"T\" AS c ON c.id = o.c_id", "S******", "***")]
    [InlineData("orders", "SELECT note AS n, size AS k, id FROM orders", "Schmidt", 5L)]
    public void Query_ThatRenamesColumnsOfATableWithPersonalData_ShowsNoneOfThem(string table, string sql, object n, object k)
    {
        var finding = Finding("x", "x") with { Table = table, Columns = [], Sql = sql, Sample = [new Dictionary<string, object?> { ["n"] = "Schmidt", ["k"] = 5L, ["id"] = 7L }], Derived = ["n", "k"] };
        var row = PersonalDataMask.Apply(Report(finding, new PersonalColumn("t", "last_name", "names of people"))).Findings[0].Sample[0];
        Assert.Equal((n, k, 7L), (row["n"], row["k"], row["id"]));
    }

    private static Finding Finding(string column, string value) => new()
    {
        Rule = "padded-values",
        Severity = Severity.Warning,
        Table = "t",
        Columns = [column],
        Count = 2,
        Sql = $"SELECT '{value}'",
        Sample = [new Dictionary<string, object?> { [column] = value, ["other"] = "x" }],
        Message = $"Such as '{value}' and '?'.",
    };

    private static Report Report(Finding finding, params PersonalColumn[] personal) => new()
    {
        Title = "T",
        Connection = "x",
        RunId = "r",
        WrittenAt = default,
        Checks = [new CheckResult { Connection = "x", Tables = [], Findings = [finding], NotChecked = [], Personal = personal }],
    };
}
