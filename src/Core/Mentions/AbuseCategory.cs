namespace Vigie.Core.Mentions;

/// <summary>What kind of abuse a text carries. The meanings are those of the labelling guide (docs/labels.md).</summary>
public enum AbuseCategory
{
    /// <summary>Outrageous expression, contempt or invective aimed at people, with no precise fact alleged.</summary>
    Insult,

    /// <summary>Announces harm to a person or their property. A legal step or a bad review is none.</summary>
    Threat,

    /// <summary>Demands something or else publishes, spreads, destroys a reputation.</summary>
    Blackmail,

    /// <summary>Alleges a precise, verifiable fact that dishonours an identifiable person.</summary>
    Defamation,

    /// <summary>Exposes a person: home, phone, plate, family, private account, photo to identify them.</summary>
    Doxxing,

    /// <summary>Contempt or incitement by origin, religion, sex, orientation, gender identity, disability, age.</summary>
    Hate,

    /// <summary>Sexual remark, proposal or image imposed on a person.</summary>
    Sexual,

    /// <summary>Insistence on one person: repeated messages, stalking, calling others to pile on.</summary>
    Harassment,
}
