using ChatOps.Commands;
using ChatOps.Pipelines.State;
using ChatOps.Rest.SignIn;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps;

/// <summary>Makes sign-in links beside a running server, through the state database that both have open.</summary>
internal static class SignInHost
{
    /// <param name="identity">As configured for the channel <c>web</c>, without its prefix.</param>
    /// <exception cref="CommandException">No server runs on the data folder.</exception>
    public static async Task<string> CreateLinkAsync(string dataFolder, string identity, CancellationToken cancellationToken)
    {
        var address = InstanceLock.FindAddress(dataFolder) ?? throw new CommandException(
            ExitCodes.BadInput,
            $"No server runs on the data folder {dataFolder}, so no link was made. Start it (dotnet run --project src/ChatOps) and try again, or name the server's folder with --data.");
        await using var state = new StateDatabase(dataFolder, [SessionStore.Script, SignInKeys.Script], NullLogger<StateDatabase>.Instance);
        await state.InitializeAsync(cancellationToken);
        return await new SignInKeys(state, TimeProvider.System).CreateLinkAsync(address, identity, cancellationToken);
    }
}
