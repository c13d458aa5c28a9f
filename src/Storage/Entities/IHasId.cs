namespace Vigie.Storage.Entities;

/// <summary>A row with one GUID as its primary key.</summary>
public interface IHasId
{
    /// <summary>Primary key.</summary>
    Guid Id { get; }
}
