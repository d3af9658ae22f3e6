using Microsoft.Extensions.DependencyInjection;
using Pipeline.Articles;
using Pipeline.FaultyHost;
using Pipeline.LocalHost.Commands;

// The local host with a reader that breaks on some files, for tests.
return await CommandLine.RunAsync(args, services => services.AddSingleton<ReadFile>(
    provider => new FaultyReader(provider.GetRequiredService<ExtractArticle>().Run).Read));
