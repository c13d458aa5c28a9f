using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Vigie.Storage.Writing;

/// <summary>One column of a bulk statement: its names and types, and its value in a row as the driver takes it.</summary>
internal sealed class Column
{
    private readonly IClrPropertyGetter _getter;
    private readonly ValueConverter? _converter;

    public Column(IProperty property)
    {
        var mapping = property.GetTypeMapping();
        Name = property.GetColumnName();
        StoreType = property.GetColumnType();
        _getter = property.GetGetter();
        _converter = mapping.Converter;
        var type = _converter?.ProviderClrType ?? property.ClrType;
        ElementType = type.IsValueType && property.IsNullable ? typeof(Nullable<>).MakeGenericType(Nullable.GetUnderlyingType(type) ?? type) : type;
    }

    public string Name { get; }

    public string StoreType { get; }

    /// <summary>CLR type of the value at the driver, nullable where the column is.</summary>
    public Type ElementType { get; }

    public object? ValueIn(object row)
    {
        var value = _getter.GetClrValue(row);
        return value is not null && _converter is not null ? _converter.ConvertToProvider(value) : value;
    }
}
