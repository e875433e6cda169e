using System.Reflection;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Tests.Architecture;

public sealed class ArrowTests
{
    private static readonly Assembly Application = typeof(Cards.Card).Assembly;
    private static readonly Assembly Databases = typeof(DatabaseConnection).Assembly;
    private static readonly Assembly Engine = typeof(IStepHandler).Assembly;

    [Fact]
    public void Application_UsesBetweenItsRooms_OnlyTheArrowsOfTheMap()
    {
        var wrong = UsedTypes.In(Application)
            .Where(use => use.To.Assembly == Application)
            .Select(use => (From: Room(use.From), To: Room(use.To), use))
            .Where(use => use.From is not null && use.To is not null && !Arrows.Allows(use.From, use.To))
            .Select(use => $"{use.From} -> {use.To}: {use.use.From.FullName} uses {use.use.To.FullName}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void Application_HasNoRoomThatTheMapDoesNotName()
    {
        var rooms = Application.GetTypes().Select(Room).OfType<string>().Distinct();

        Assert.Empty(rooms.Except(Arrows.Application.Keys));
    }

    [Fact]
    public void DatabaseAndPipelines_UseNothingOfEachOther_OfHttpOrOfTheApplication()
    {
        Assert.Empty(Foreign(Databases, Engine, Application));
        Assert.Empty(Foreign(Engine, Databases, Application));
    }

    [Fact]
    public void UsedTypes_SeesACallInsideAMethodBody()
    {
        Assert.Contains((typeof(Caller), typeof(System.Net.Http.HttpClient)), UsedTypes.In(typeof(Caller).Assembly));
    }

    private static IEnumerable<string> Foreign(Assembly library, params Assembly[] others) =>
        UsedTypes.In(library)
            .Where(use => others.Contains(use.To.Assembly) || IsHttp(use.To))
            .Select(use => $"{use.From.FullName} uses {use.To.FullName}");

    private static bool IsHttp(Type type) =>
        type.Namespace is { } name && (name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("System.Net.Http", StringComparison.Ordinal));

    /// <summary>The second word of a namespace, such as Cards; null for the composition root and for what the compiler adds.</summary>
    private static string? Room(Type type)
    {
        var words = type.Namespace?.Split('.') ?? [];
        return words is ["ChatOps", var room, ..] ? room : null;
    }

    private sealed class Caller
    {
        public static void Call() => new System.Net.Http.HttpClient().Dispose();
    }
}
