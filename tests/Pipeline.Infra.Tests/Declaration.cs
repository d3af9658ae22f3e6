using System.Reflection;

namespace Pipeline.Infra.Tests;

/// <summary>Writes types as their source declares them.</summary>
internal static class Declaration
{
    private static readonly NullabilityInfoContext s_nullability = new();

    public static string KindOf(Type type) => type.IsEnum ? "enum" : type.IsSealed ? "sealed class" : "class";

    /// <summary>The public members that a type declares itself.</summary>
    public static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt32(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}");
        }

        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        return
        [
            .. type.GetConstructors(own).Select(constructor => $"{type.Name}({string.Join(", ", constructor.GetParameters().Select(Parameter))})"),
            .. type.GetProperties(own).Select(property => Property(type, property)),
        ];
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var before = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        return $"{before}{NameOf(parameter.ParameterType)} {parameter.Name}";
    }

    private static string Property(Type type, PropertyInfo property)
    {
        var mark = !property.PropertyType.IsValueType && s_nullability.Create(property).ReadState == NullabilityState.Nullable ? "?" : "";
        var isWritable = property.SetMethod?.IsPublic is true;
        var value = isWritable && (property.PropertyType.IsEnum || property.PropertyType == typeof(bool)) ? $" = {property.GetValue(New(type))}" : "";
        return $"{NameOf(property.PropertyType)}{mark} {property.Name} {{ get; {(isWritable ? "set; " : "")}}}{value}";
    }

    private static object New(Type type)
    {
        var constructor = type.GetConstructors().OrderBy(candidate => candidate.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(_ => (object)"text")]);
    }

    private static string NameOf(Type type) => type switch
    {
        { IsArray: true } => NameOf(type.GetElementType()!) + "[]",
        _ when type == typeof(string) => "string",
        _ when type == typeof(bool) => "bool",
        _ => type.Name,
    };
}
