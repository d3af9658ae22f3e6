namespace Pipeline.LocalHost;

/// <summary>The host cannot do what was asked; the message is one sentence for whoever asked, and the program ends with exit code 2.</summary>
internal sealed class HostFailure(string sentence) : Exception(sentence);
