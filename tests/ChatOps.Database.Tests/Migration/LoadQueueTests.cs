using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Database.Migration.Loading;

namespace ChatOps.Database.Tests.Migration;

public sealed class LoadQueueTests
{
    [Fact]
    public async Task Indexes_come_once_every_slice_of_their_table_is_loaded_and_before_other_tables()
    {
        using var queue = Queue([Planned("small", 10), Planned("large", 1000)], ("large", 2), ("small", 1));
        var (first, second) = (await TakeAsync(queue), await TakeAsync(queue));
        Assert.Equal(["large", "large"], new[] { first, second }.Select(job => job.Table.Source.Name));
        queue.Finished(first);
        var third = await TakeAsync(queue);
        Assert.Equal("small", third.Table.Source.Name);
        queue.Finished(second);
        var index = await TakeAsync(queue);
        Assert.Equal(("large", "ix_large"), (index.Table.Source.Name, index.Index?.Name));
        queue.Finished(third);
        Assert.Equal("ix_small", (await TakeAsync(queue)).Index?.Name);
        queue.Finished(index);
        var settling = await TakeAsync(queue);
        Assert.Equal(("large", true), (settling.Table.Source.Name, settling.IsSettling));
    }

    [Fact]
    public async Task A_worker_waits_while_others_may_bring_work_and_ends_when_all_is_done()
    {
        using var queue = Queue([Planned("only", 10)], ("only", 1));
        var slice = await TakeAsync(queue);
        var waiting = queue.TakeAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        queue.Finished(slice);
        var index = (await waiting)!;
        var ended = queue.TakeAsync(CancellationToken.None);
        Assert.False(ended.IsCompleted);
        queue.Finished(index);
        var settling = (await ended)!;
        Assert.True(settling.IsSettling);
        ended = queue.TakeAsync(CancellationToken.None);
        Assert.False(ended.IsCompleted);
        queue.Finished(settling);
        Assert.Null(await ended);
        Assert.Null(await queue.TakeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Tables_that_are_there_already_are_loaded_after_those_they_refer_to()
    {
        var child = Planned("child", 1000) with { IsThere = true };
        child = child with { Target = child.Target with { ForeignKeys = [new ForeignKey("fk", ["a"], "parent", ["id"], "NO ACTION", "NO ACTION")] } };
        using var queue = Queue([Planned("parent", 10) with { IsThere = true }, child], ("child", 1), ("parent", 1));
        var parent = await TakeAsync(queue);
        Assert.Equal("parent", parent.Table.Source.Name);
        var waiting = queue.TakeAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        queue.Finished(parent);
        Assert.True((await waiting)!.IsSettling);
        Assert.Equal("child", (await TakeAsync(queue)).Table.Source.Name);
    }

    private static async Task<LoadJob> TakeAsync(LoadQueue queue) => (await queue.TakeAsync(CancellationToken.None))!;

    private static TablePlan Planned(string name, long rows)
    {
        var table = new Table { Name = name, Columns = [] };
        return new TablePlan(table, table, []) { EstimatedRows = rows };
    }

    private static LoadQueue Queue(IReadOnlyList<TablePlan> tables, params (string Table, int Slices)[] slices)
    {
        var plan = new MigrationPlan { Source = DatabaseProvider.Sqlite, Target = DatabaseProvider.PostgreSql, Tables = tables, SourceFingerprint = "", TargetFingerprint = "" };
        List<Slice> all = [.. slices.SelectMany(one => Enumerable.Range(0, one.Slices).Select(number => new Slice(number, one.Table, null, null, null, 0, 0, 0, false)))];
        return new LoadQueue(plan, all, table => table.IsThere ? [] : [new IndexStatement($"ix_{table.Source.Name}", "", [], false)]);
    }
}
