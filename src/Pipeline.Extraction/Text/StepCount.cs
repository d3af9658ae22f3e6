namespace Pipeline.Extraction.Text;

/// <summary>
/// Whether the work on a text is counted: the tests turn it on to show how it grows with the text. Off, as in every other process, it costs
/// nothing, since the compiler of the run time takes a read-only field for the constant that it is.
/// </summary>
internal static class StepCount
{
    private const string Switch = "Pipeline.Extraction.CountSteps";

    public static readonly bool IsOn = AppContext.TryGetSwitch(Switch, out var isOn) && isOn;
}
