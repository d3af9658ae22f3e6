using Microsoft.Extensions.Options;

namespace Pipeline.Subscribers;

/// <summary>Has an app without usable keys fail at its start and not at the first reader. Programs that never start a host need no keys.</summary>
internal sealed class KeyOptionsRule : IValidateOptions<KeyOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, KeyOptions options)
    {
        try
        {
            _ = new KeyRing(Options.Create(options));
            return ValidateOptionsResult.Success;
        }
        catch (OptionsValidationException failure)
        {
            return ValidateOptionsResult.Fail(failure.Failures);
        }
    }
}
