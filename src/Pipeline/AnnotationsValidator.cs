using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pipeline;

/// <summary>Checks options by the data annotations on their properties.</summary>
internal sealed class AnnotationsValidator<TOptions> : IValidateOptions<TOptions>
    where TOptions : class
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var results = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(results.Select(result => $"{typeof(TOptions).Name}.{string.Join(", ", result.MemberNames)}: {result.ErrorMessage}"));
    }
}
