namespace Vigie.Core.Mentions;

/// <summary>Whom the abuse (or, without abuse, the criticism) is aimed at, gravest first.</summary>
public enum TargetKind
{
    /// <summary>One identifiable member of staff.</summary>
    Employee,

    /// <summary>People of the brand as a group.</summary>
    Staff,

    /// <summary>Somebody outside the brand.</summary>
    Person,

    /// <summary>A protected group as such.</summary>
    Group,

    /// <summary>The company as an entity.</summary>
    Brand,

    /// <summary>Goods, service, price, site, delivery, an event.</summary>
    Product,

    /// <summary>The author.</summary>
    Self,

    /// <summary>Nobody: praise, questions, neutral texts.</summary>
    None,
}
