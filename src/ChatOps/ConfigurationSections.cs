namespace ChatOps;

/// <summary>Reads sections of the configuration without hiding what is wrong in them.</summary>
internal static class ConfigurationSections
{
    /// <summary>
    /// The section as a record. A value of the wrong kind, or a key that does not exist, goes to
    /// <paramref name="problems"/> and the record keeps its defaults.
    /// </summary>
    public static T Bind<T>(this IConfigurationSection section, List<string> problems)
        where T : new()
    {
        try
        {
            return section.Get<T>(options => options.ErrorOnUnknownConfiguration = true) ?? new T();
        }
        catch (InvalidOperationException problem)
        {
            problems.Add($"{section.Path}: {problem.Message}");
            return new T();
        }
    }
}
