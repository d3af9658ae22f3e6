return await Pipeline.LocalHost.Commands.CommandLine.RunAsync(args);
