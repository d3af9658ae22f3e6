using Pipeline.Adapters;
using Pipeline.LocalHost.Hosting;
using Pipeline.Receipts;

namespace Pipeline.LocalHost.Reports;

/// <summary>Where a person finds the receipt of a file.</summary>
/// <param name="Site">Where the pages of this host stand; null where nobody serves them.</param>
internal sealed record ReceiptPlace(Uri? Site)
{
    /// <summary>The address of the page, or its name in its container.</summary>
    public string Of(string fileName)
    {
        var page = ReceiptName.Of(fileName).Html;
        return Site is null ? $"{page} in the container {StorageLayout.ReceiptsContainer}" : new Uri(Site, ReceiptRoute.Folder + page).ToString();
    }
}
