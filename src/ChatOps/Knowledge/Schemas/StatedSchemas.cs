using System.Globalization;
using System.Text;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Pipelines.State;

namespace ChatOps.Knowledge.Schemas;

/// <summary>
/// What is stated about the schemas of connections: one CSV file each in the installation's folder, so that a command and
/// a conversation read the same, and a person can look at it.
/// </summary>
/// <param name="folder">The folder of the installation's own files.</param>
public sealed class StatedSchemas(string folder)
{
    private const string FolderName = "schemas";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is stated about the connection's schema; <see cref="StatedSchema.None"/> where nothing is.</summary>
    /// <exception cref="StatedSchemaException">The file is wrong; every fault with its line.</exception>
    public StatedSchema For(DatabaseConnection connection)
    {
        if (Text(connection) is not { } text)
            return StatedSchema.None;
        var (stated, faults) = StatedSchemaCsv.Read(text);
        return faults.Count == 0 ? stated : throw new StatedSchemaException(PathOf(connection), faults);
    }

    /// <summary>The schema as it is stated to be: see <see cref="StatedSchemaBinding.Over"/>.</summary>
    /// <exception cref="StatedSchemaException">The file is wrong; every fault with its line.</exception>
    public Schema Over(DatabaseConnection connection, Schema schema) => Over(For(connection), schema);

    /// <summary>As <see cref="For"/>; a file that is wrong states nothing, since whoever validates is told of it.</summary>
    public StatedSchema ForWhereSound(DatabaseConnection connection)
    {
        try
        {
            return For(connection);
        }
        catch (StatedSchemaException)
        {
            return StatedSchema.None;
        }
    }

    /// <summary>The file's text as it was given; null where nothing is stated.</summary>
    public string? Text(DatabaseConnection connection)
    {
        var path = PathOf(connection);
        try
        {
            return File.Exists(path) ? Strict.GetString(File.ReadAllBytes(path)) : null;
        }
        catch (DecoderFallbackException)
        {
            throw new StatedSchemaException(path, [new StatedFault(1, "The file is not UTF-8 text. Save it as UTF-8.")]);
        }
    }

    /// <summary>Keeps what a file states, in place of what was stated before.</summary>
    /// <param name="schema">The live schema, which must have everything that is named.</param>
    /// <exception cref="StatedSchemaException">It is wrong; every fault with its line. What was stated before stays.</exception>
    public StatedSchema Set(DatabaseConnection connection, byte[] file, string name, Schema schema)
    {
        var (text, stated) = Check(file, name, schema);
        return DataFolder.TryWrite(PathOf(connection), text, replace: true) ? stated : throw new IOException($"{PathOf(connection)} is a link, which is never written through. What was stated before stays.");
    }

    /// <summary>False where nothing was stated.</summary>
    public bool Remove(DatabaseConnection connection)
    {
        var path = PathOf(connection);
        var existed = File.Exists(path);
        File.Delete(path);
        return existed;
    }

    /// <inheritdoc cref="Over(DatabaseConnection, Schema)"/>
    public static Schema Over(StatedSchema stated, Schema schema) => stated.Tables.Count > 0 ? StatedSchemaBinding.Of(stated, schema).Over() : schema;

    private static (string Text, StatedSchema Stated) Check(byte[] file, string name, Schema schema)
    {
        string text;
        try
        {
            text = Strict.GetString(file);
        }
        catch (DecoderFallbackException problem)
        {
            var line = file.AsSpan(0, problem.Index).Count((byte)'\n') + 1;
            throw new StatedSchemaException(name, [new StatedFault(line, "This is not UTF-8 text. Save the file as UTF-8.")]);
        }

        var (stated, faults) = StatedSchemaCsv.Read(text);
        IReadOnlyList<StatedFault> all = [.. faults.Concat(StatedSchemaBinding.Of(stated, schema).Faults).OrderBy(fault => fault.Line)];
        return all.Count == 0 ? (text, stated) : throw new StatedSchemaException(name, all);
    }

    /// <summary>Names that differ in casing alone are one connection's.</summary>
    private string PathOf(DatabaseConnection connection) =>
        Path.Combine(folder, FolderName, $"{Uri.EscapeDataString(connection.Name.ToLowerInvariant())}.csv");
}

/// <summary>A stated schema is wrong.</summary>
public sealed class StatedSchemaException(string file, IReadOnlyList<StatedFault> faults)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{file} states no schema that can be used:{Environment.NewLine}{string.Join(Environment.NewLine, faults.Select(fault => $"line {fault.Line}: {fault.Message}"))}"))
{
    /// <summary>In the order of their lines.</summary>
    public IReadOnlyList<StatedFault> Faults { get; } = faults;
}
