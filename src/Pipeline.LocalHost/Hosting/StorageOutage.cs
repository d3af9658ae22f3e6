using Azure;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Tells a storage that is away from every other failure.</summary>
internal static class StorageOutage
{
    /// <summary>Whether <paramref name="failure"/> says that nothing answered: it then counts as nobody's try.</summary>
    public static bool Is(Exception failure) => failure switch
    {
        RequestFailedException { Status: 0 or 503 } => true,
        AggregateException several => several.InnerExceptions.All(Is),
        _ => false,
    };
}
