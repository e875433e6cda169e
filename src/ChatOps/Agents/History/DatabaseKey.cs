using System.Security.Cryptography;
using System.Text;
using ChatOps.Database.Connections;

namespace ChatOps.Agents.History;

/// <summary>Names a database by where it is, so that two files of one name do not share a history and a new password does not begin one.</summary>
internal static class DatabaseKey
{
    public static string Of(DatabaseConnection connection)
    {
        var place = Place(connection.Provider, connection.Reader.Reveal());
        return $"{connection.Provider}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..32]}";
    }

    /// <summary>Host, port and database of a server; the credentials stay out.</summary>
    private static string Place(DatabaseProvider provider, string address) =>
        provider != DatabaseProvider.Sqlite && Uri.TryCreate(address, UriKind.Absolute, out var url) ? $"{url.Host}:{url.Port}{url.AbsolutePath}" : address;
}
