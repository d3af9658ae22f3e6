using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Pipeline;

/// <summary>Checks options by the data annotations on their properties, and on those of the nested options marked with <see cref="ValidateObjectMembersAttribute"/>.</summary>
internal sealed class AnnotationsValidator<TOptions> : IValidateOptions<TOptions>
    where TOptions : class
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var failures = Nested(options).Prepend(options).SelectMany(Failures).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<object> Nested(object options) => options.GetType().GetProperties()
        .Where(property => property.IsDefined(typeof(ValidateObjectMembersAttribute)))
        .Select(property => property.GetValue(options))
        .OfType<object>();

    private static IEnumerable<string> Failures(object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.Select(result => $"{options.GetType().Name}.{string.Join(", ", result.MemberNames)}: {result.ErrorMessage}");
    }
}
