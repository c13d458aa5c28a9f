namespace Vigie.Notifier.Routing;

/// <summary>Why a flagged mention did, or did not, lead to a new alert. Logged and counted for each mention and rule.</summary>
internal enum RoutingReason
{
    /// <summary>Nothing of its group is known: a new alert.</summary>
    FirstOfGroup,

    /// <summary>An alert of its group still collects: it joins.</summary>
    JoinedOpenAlert,

    /// <summary>Its group was alerted lately, but this is graver: a new alert.</summary>
    GraverThanLast,

    /// <summary>Its group was alerted lately and this is not graver: linked to that alert, nothing new is sent.</summary>
    RepeatedTooSoon,

    /// <summary>The rule has spoken of this mention before, e.g. after it was judged anew.</summary>
    AlreadyAlerted,

    /// <summary>The last judgement does not flag it any more.</summary>
    NotFlagged,

    /// <summary>Mention or judgement were erased meanwhile.</summary>
    Erased,
}
