namespace ChatOps.People;

/// <summary>Who somebody is. People come from configuration; an identity that nobody claims has no role at all.</summary>
public sealed class PeopleDirectory
{
    private readonly Dictionary<string, Person> _byIdentity = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Person> _byId = new(StringComparer.OrdinalIgnoreCase);

    public PeopleDirectory(PeopleOptions options)
    {
        foreach (var configured in options.Members)
        {
            var person = configured.ToPerson();
            _byId.Add(person.Id, person);
            foreach (var identity in configured.Identities)
                _byIdentity.Add(identity, person);
        }
    }

    public IReadOnlyCollection<Person> All => _byId.Values;

    /// <summary>The person behind an identity such as <c>terminal:maria</c>, or null when it is unknown.</summary>
    public Person? Find(string channel, string identity) => _byIdentity.GetValueOrDefault($"{channel}:{identity}");

    /// <summary>The person with this id, or null.</summary>
    public Person? FindById(string id) => _byId.GetValueOrDefault(id);
}
