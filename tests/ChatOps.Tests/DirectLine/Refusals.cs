using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Tests.DirectLine;

/// <summary>What a refusal must look like on the wire.</summary>
internal static class Refusals
{
    public static async Task ExpectAsync(HttpResponseMessage response, HttpStatusCode status, string code, string sentence)
    {
        var error = (await response.Content.ReadFromJsonAsync<JsonNode>())!["error"]!;
        Assert.Equal((status, code), (response.StatusCode, error["code"]!.GetValue<string>()));
        Assert.Contains(sentence, error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
