using System.Text;
using ChatOps.Database.Profiling;
using ChatOps.Database.Profiling.Semantics;

namespace ChatOps.Database.Tests.Profiling.Semantics;

public sealed class SemanticTallyTests
{
    [Theory]
    [InlineData("c", "e-mail", "a@b.org", "first.last+tag@example.co.uk")]
    [InlineData("c", "uuid", "123e4567-e89b-12d3-a456-426614174000")]
    [InlineData("c", "url", "https://example.org/x?y=1", "http://localhost:8080", "www.example.com")]
    [InlineData("c", "iban", "DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432")]
    [InlineData("c", "credit-card", "4111 1111 1111 1111", "5500-0000-0000-0004")]
    [InlineData("c", "ipv4", "192.168.0.1", "255.255.255.255")]
    [InlineData("c", "ipv6", "2001:db8::1", "::1")]
    [InlineData("c", "mac-address", "00:1A:2b:3c:4d:5e")]
    [InlineData("c", "date", "2024-02-29", "1999-12-31")]
    [InlineData("c", "time", "23:59", "07:05:12.250")]
    [InlineData("c", "json", "{\"a\": [1, 2]}", "[]")]
    [InlineData("c", "boolean", "yes", "No")]
    [InlineData("c", "integer", "007", "-15")]
    [InlineData("c", "decimal", "1,234.50", "1.234,50", "0.5", "-3")]
    [InlineData("c", "hex-digest", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("c", "base64", "SGVsbG8gd29ybGQhIQ==")]
    [InlineData("c", "phone", "+49 151 2345678", "+1 (555) 010-9999")]
    [InlineData("mobile_phone", "phone", "0151/2345678", "555-0100 x12")]
    [InlineData("country", "country-code", "DE", "AT", "CH")]
    [InlineData("c", "currency-code", "EUR", "USD", "CHF")]
    [InlineData("zip_code", "postal-code", "12345", "SW1A 1AA")]
    [InlineData("first_name", "person-name", "Zoë", "Anne-Marie", "O'Neil")]
    [InlineData("street", "address", "Hauptstraße 5", "12 Main St", "An der Alster 1a")]
    [InlineData("lat", "latitude", "52.52", "-33.9")]
    public void Texts_OfOneKind_AreRecognised(string column, string type, params string[] texts) => Assert.Equal((type, 1.0), (Of(column, texts)?.Type, Of(column, texts)?.Share));

    [Theory]
    [InlineData("c", "hello", "world")]
    [InlineData("iban", "DE89 3704 0044 0532 0130 01")]
    [InlineData("c", "4111 1111 1111 1112 3")]
    [InlineData("state", "DE", "CA", "AL")]
    [InlineData("c", "999.1.1.1")]
    [InlineData("c", "{broken")]
    [InlineData("c", "25:00")]
    public void Texts_ThatOnlyLookAlike_AreNotTakenFor(string column, params string[] texts) => Assert.Null(Of(column, texts));

    [Fact]
    public void Share_IsExact_AndBlanksDoNotCount()
    {
        var meaning = Of("contact", [.. Enumerable.Range(0, 95).Select(number => $"a{number}@example.org"), "none", "n/a", "?", "x", "y", "", "  "]);
        Assert.Equal(("e-mail", 0.95), (meaning?.Type, meaning?.Share));
    }

    [Theory]
    [InlineData("yyyy-MM-dd", "2024-01-31")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2024-01-31 10:00:00")]
    [InlineData("dd.MM.yyyy", "01.02.2024")]
    [InlineData("MM/dd/yyyy", "01/02/2024", "12/24/2024")]
    [InlineData("dd/MM/yyyy", "01/02/2024", "24/12/2024")]
    [InlineData("dd/MM/yyyy or MM/dd/yyyy", "01/02/2024")]
    [InlineData("yyyyMMdd", "20240131")]
    public void Dates_SayHowTheyAreWritten(string format, params string[] texts) => Assert.Equal(("date", format), (Of("c", texts)?.Type, Of("c", texts)?.Format));

    [Theory]
    [InlineData("customers", "name", true)]
    [InlineData("products", "name", false)]
    [InlineData("t", "DateOfBirth", true)]
    [InlineData("t", "billing_address", true)]
    [InlineData("t", "ip_address", true)]
    [InlineData("t", "passport_number", true)]
    [InlineData("t", "price", false)]
    [InlineData("t", "phone_count", false)]
    public void Names_TellPersonalData(string table, string column, bool personal) => Assert.Equal(personal, PersonalData.ReasonOf(table, column) is not null);

    private static SemanticFinding? Of(string column, string[] texts)
    {
        var tally = new SemanticTally(column);
        foreach (var text in texts)
        {
            tally.Add(Encoding.UTF8.GetBytes(text), 1);
        }

        return tally.Best;
    }
}
