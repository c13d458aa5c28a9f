using System.ComponentModel;
using System.Reflection;
using Vigie.Core.Configuration;

namespace Vigie.Host.Configuration;

/// <summary>How the configuration binder sees a type: one value, a list, named entries, or a class with keys.</summary>
internal static class ValueShape
{
    /// <summary>The keys of an options class: what the binder can write, and classes it fills in place.</summary>
    public static IReadOnlyList<PropertyInfo> KeysOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && property.GetMethod is { IsPublic: true } && property.SetMethod is { IsPublic: true })];

    /// <summary>Whether the type is one value.</summary>
    public static bool IsValue(Type type) =>
        type == typeof(Secret) || type == typeof(string) || type == typeof(byte[]) || Bare(type).IsValueType || type == typeof(Uri) || type == typeof(Version)
        || TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)) && !IsListOf(type, out _);

    /// <summary>Whether the type takes any keys at all, read elsewhere.</summary>
    public static bool IsFree(Type type) => type == typeof(IConfigurationSection) || type == typeof(object);

    /// <summary>Whether the type holds named entries, and of what type.</summary>
    public static bool IsNamed(Type type, out Type entry)
    {
        var dictionary = Interfaces(type).FirstOrDefault(candidate => candidate.IsGenericType
            && candidate.GetGenericTypeDefinition() is var open
            && (open == typeof(IDictionary<,>) || open == typeof(IReadOnlyDictionary<,>))
            && candidate.GetGenericArguments()[0] == typeof(string));
        entry = dictionary?.GetGenericArguments()[1] ?? typeof(object);
        return dictionary is not null;
    }

    /// <summary>Whether the type is a list, and of what type.</summary>
    public static bool IsListOf(Type type, out Type item)
    {
        item = typeof(object);
        if (type == typeof(string) || type == typeof(byte[]))
            return false;

        var list = Interfaces(type).FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        item = list?.GetGenericArguments()[0] ?? item;
        return list is not null;
    }

    /// <summary>The type without its question mark.</summary>
    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static IEnumerable<Type> Interfaces(Type type) => type.IsInterface ? type.GetInterfaces().Prepend(type) : type.GetInterfaces();
}
