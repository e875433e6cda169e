using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatOps.Knowledge.Aliases;

/// <summary>The SQL of alias versions.</summary>
internal static class AliasRows
{
    private const string Columns = "alias_key, version, name, stands_for, owner, time_zone, channel, is_retired, author, made_at, origin, based_on, state, decided_by, decided_at";

    public static AliasVersion? FindCurrent(SqliteConnection database, string key) =>
        Read(database, "alias_key = @key AND state = 'Current'", new { key }).SingleOrDefault();

    public static AliasVersion? Find(SqliteConnection database, string key, int version) =>
        Read(database, "alias_key = @key AND version = @version", new { key, version }).SingleOrDefault();

    /// <summary>Every version of a name, oldest first.</summary>
    public static IReadOnlyList<AliasVersion> History(SqliteConnection database, string key) => Read(database, "alias_key = @key", new { key });

    /// <summary>What counts now, retired ones too, and what waits.</summary>
    public static IReadOnlyList<AliasVersion> Standing(SqliteConnection database) => Read(database, "state IN ('Current', 'Waiting')", new { });

    public static void Insert(SqliteConnection database, AliasVersion alias) => database.Execute(
        $"""
        INSERT INTO knowledge_alias_versions ({Columns})
        VALUES (@key, @Version, @Name, @StandsFor, @Owner, @TimeZone, @Channel, @IsRetired, @Author, @made, @Origin, @BasedOn, @state, @DecidedBy, @decided)
        """,
        new
        {
            key = AliasName.KeyOf(alias.Name),
            alias.Version,
            alias.Name,
            alias.StandsFor,
            alias.Owner,
            alias.TimeZone,
            alias.Channel,
            alias.IsRetired,
            alias.Author,
            made = alias.MadeAt.ToUnixTimeMilliseconds(),
            alias.Origin,
            alias.BasedOn,
            state = alias.State.ToString(),
            alias.DecidedBy,
            decided = alias.DecidedAt?.ToUnixTimeMilliseconds(),
        });

    public static void Move(SqliteConnection database, AliasVersion alias, AliasState state, string? by, DateTimeOffset? at) => database.Execute(
        "UPDATE knowledge_alias_versions SET state = @state, decided_by = coalesce(@by, decided_by), decided_at = coalesce(@at, decided_at) WHERE alias_key = @key AND version = @Version",
        new { key = AliasName.KeyOf(alias.Name), alias.Version, state = state.ToString(), by, at = at?.ToUnixTimeMilliseconds() });

    private static List<AliasVersion> Read(SqliteConnection database, string where, object values) =>
        [.. database.Query<Row>($"SELECT {Columns} FROM knowledge_alias_versions WHERE {where} ORDER BY alias_key, version", values).Select(row => row.ToVersion())];

#pragma warning disable IDE1006, CA1812 // Dapper fills it by the names of the columns.
    private sealed record Row(
        string alias_key, long version, string name, string stands_for, string owner, string time_zone, string? channel, long is_retired, string author, long made_at,
        string origin, long based_on, string state, string? decided_by, long? decided_at)
    {
        public AliasVersion ToVersion() => new()
        {
            Name = name,
            Version = (int)version,
            StandsFor = stands_for,
            Owner = owner,
            TimeZone = time_zone,
            Channel = channel,
            IsRetired = is_retired != 0,
            Author = author,
            MadeAt = DateTimeOffset.FromUnixTimeMilliseconds(made_at),
            Origin = origin,
            BasedOn = (int)based_on,
            State = Enum.Parse<AliasState>(state),
            DecidedBy = decided_by,
            DecidedAt = decided_at is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
        };
    }
#pragma warning restore IDE1006, CA1812
}
