using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Database.Tests.Connections;

public sealed class DatabaseServicesTests
{
    [Theory]
    [InlineData(typeof(ConnectionRegistry))]
    [InlineData(typeof(DatabaseAccess))]
    [InlineData(typeof(SchemaReader))]
    [InlineData(typeof(Profiler))]
    [InlineData(typeof(SchemaValidator))]
    [InlineData(typeof(DataChecker))]
    public void AddDatabase_RegistersWhatReadsADatabase(Type service) =>
        Assert.Contains(new ServiceCollection().AddDatabase([]), descriptor => descriptor.ServiceType == service);
}
