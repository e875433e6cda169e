using ChatOps.Commands;

return await CommandLine.RunAsync(args);
