using System.Reflection;

namespace Pipeline.LocalHost.Hosting;

/// <summary>A function as its attributes describe it.</summary>
internal sealed record FunctionEntry(string Name, Type Class, MethodInfo Method, ParameterInfo TriggerParameter, FunctionTrigger Trigger);
