using System.Security.Cryptography;
using System.Text;
using ChatOps.Database.Connections;

namespace ChatOps.Agents.History;

/// <summary>Names a database by where it is, so that two files of one name do not share a history and a new password does not begin one.</summary>
internal static class DatabaseKey
{
    public static string Of(DatabaseConnection connection) =>
        $"{connection.Provider}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(DatabasePlace.Of(connection))))[..32]}";
}
