using System.Text.Json;

namespace ChatOps.Tests.Reports;

/// <summary>What SARIF 2.1.0 demands of the parts that a report fills; sections of the OASIS specification in brackets.</summary>
internal static class SarifConstraints
{
    private static readonly string[] Levels = ["none", "note", "warning", "error"];

    /// <summary>The members that each object may have; the schema allows no others.</summary>
    private static readonly Dictionary<string, string[]> Members = new()
    {
        ["log"] = ["$schema", "version", "runs", "inlineExternalProperties", "properties"],
        ["run"] = ["tool", "invocations", "conversion", "language", "versionControlProvenance", "originalUriBaseIds", "artifacts", "logicalLocations", "graphs", "results", "automationDetails", "columnKind", "defaultEncoding", "properties"],
        ["driver"] = ["name", "fullName", "version", "semanticVersion", "informationUri", "rules", "properties"],
        ["rule"] = ["id", "name", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration", "properties"],
        ["result"] = ["ruleId", "ruleIndex", "kind", "level", "message", "locations", "fingerprints", "partialFingerprints", "suppressions", "fixes", "properties"],
        ["location"] = ["id", "physicalLocation", "logicalLocations", "message", "properties"],
        ["logicalLocation"] = ["name", "index", "fullyQualifiedName", "decoratedName", "parentIndex", "kind", "properties"],
        ["invocation"] = ["executionSuccessful", "exitCode", "startTimeUtc", "endTimeUtc", "toolExecutionNotifications", "toolConfigurationNotifications", "properties"],
        ["notification"] = ["level", "message", "locations", "descriptor", "associatedRule", "timeUtc", "properties"],
        ["suppression"] = ["kind", "status", "justification", "guid", "location", "properties"],
    };

    public static void Check(JsonElement log)
    {
        Has("log", log);
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.True(Uri.IsWellFormedUriString(log.GetProperty("$schema").GetString(), UriKind.Absolute));
        Assert.All(log.GetProperty("runs").EnumerateArray(), CheckRun);
        AssertNoNull(log, "log");
    }

    private static void CheckRun(JsonElement run)
    {
        Has("run", run);
        var driver = run.GetProperty("tool").GetProperty("driver");
        Has("driver", driver);
        Assert.NotEmpty(driver.GetProperty("name").GetString()!);
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();
        Assert.All(rules, CheckRule);
        Assert.Equal(rules.Count, rules.Select(rule => rule.GetProperty("id").GetString()).Distinct().Count());
        CheckPlaces([.. run.GetProperty("logicalLocations").EnumerateArray()]);
        foreach (var result in run.GetProperty("results").EnumerateArray())
            CheckResult(result, rules, run);
        foreach (var invocation in run.GetProperty("invocations").EnumerateArray())
            CheckInvocation(invocation, run);
    }

    private static void CheckRule(JsonElement rule)
    {
        Has("rule", rule);
        Assert.NotEmpty(rule.GetProperty("id").GetString()!);
        Assert.NotEmpty(rule.GetProperty("shortDescription").GetProperty("text").GetString()!);
        Assert.EndsWith(".", rule.GetProperty("fullDescription").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains(rule.GetProperty("defaultConfiguration").GetProperty("level").GetString(), Levels);
    }

    /// <summary>[3.33]: the index is the place in the list, the parent another place, and a full name of one kind occurs once.</summary>
    private static void CheckPlaces(List<JsonElement> places)
    {
        for (var i = 0; i < places.Count; i++)
        {
            Has("logicalLocation", places[i]);
            Assert.Equal(i, places[i].GetProperty("index").GetInt32());
            if (places[i].TryGetProperty("parentIndex", out var parent))
                Assert.InRange(parent.GetInt32(), 0, i - 1);
        }

        Assert.Equal(places.Count, places.Select(place => (place.GetProperty("fullyQualifiedName").GetString(), place.GetProperty("kind").GetString())).Distinct().Count());
    }

    private static void CheckResult(JsonElement result, List<JsonElement> rules, JsonElement run)
    {
        Has("result", result);
        Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        Assert.Contains(result.GetProperty("level").GetString(), Levels);
        Assert.Equal("fail", result.GetProperty("kind").GetString());
        Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
        Assert.NotEmpty(result.GetProperty("locations").EnumerateArray());
        Assert.All(result.GetProperty("locations").EnumerateArray(), location => CheckLocation(location, run));
        Assert.All(result.GetProperty("partialFingerprints").EnumerateObject(), print => Assert.Equal(JsonValueKind.String, print.Value.ValueKind));
        // [3.27.23]: all results of a run have suppressions, or none has.
        Assert.All(result.GetProperty("suppressions").EnumerateArray(), suppression =>
        {
            Has("suppression", suppression);
            Assert.Contains(suppression.GetProperty("kind").GetString(), new[] { "inSource", "external" });
            Assert.Contains(suppression.GetProperty("status").GetString(), new[] { "accepted", "underReview", "rejected" });
        });
    }

    private static void CheckLocation(JsonElement location, JsonElement run)
    {
        Has("location", location);
        var artifact = location.GetProperty("physicalLocation").GetProperty("artifactLocation");
        Assert.True(Uri.IsWellFormedUriString(artifact.GetProperty("uri").GetString(), UriKind.Relative));
        Assert.True(run.GetProperty("originalUriBaseIds").TryGetProperty(artifact.GetProperty("uriBaseId").GetString()!, out _));
        foreach (var place in location.GetProperty("logicalLocations").EnumerateArray())
        {
            var known = run.GetProperty("logicalLocations")[place.GetProperty("index").GetInt32()];
            Assert.Equal(known.GetProperty("fullyQualifiedName").GetString(), place.GetProperty("fullyQualifiedName").GetString());
        }
    }

    private static void CheckInvocation(JsonElement invocation, JsonElement run)
    {
        Has("invocation", invocation);
        Assert.True(invocation.GetProperty("executionSuccessful").ValueKind is JsonValueKind.True or JsonValueKind.False);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", invocation.GetProperty("endTimeUtc").GetString());
        Assert.All(invocation.GetProperty("toolExecutionNotifications").EnumerateArray(), notification =>
        {
            Has("notification", notification);
            Assert.Contains(notification.GetProperty("level").GetString(), Levels);
            Assert.NotEmpty(notification.GetProperty("message").GetProperty("text").GetString()!);
            Assert.All(notification.GetProperty("locations").EnumerateArray(), location => CheckLocation(location, run));
        });
    }

    private static void Has(string kind, JsonElement element) =>
        Assert.Empty(element.EnumerateObject().Select(member => member.Name).Except(Members[kind]));

    private static void AssertNoNull(JsonElement element, string path)
    {
        Assert.True(element.ValueKind != JsonValueKind.Null, path);
        if (element.ValueKind == JsonValueKind.Object)
            Assert.All(element.EnumerateObject(), member => AssertNoNull(member.Value, $"{path}.{member.Name}"));
        if (element.ValueKind == JsonValueKind.Array)
            Assert.All(element.EnumerateArray(), item => AssertNoNull(item, $"{path}[]"));
    }
}
