namespace Vigie.Classifier;

/// <summary>What the classifier is given of a mention.</summary>
/// <param name="Id">Id for the output; a mention id in the service, the caller's own on the command line.</param>
/// <param name="Text">Text as stored; spans refer to it.</param>
/// <param name="Language">Language as the platform claims it, a hint only.</param>
/// <param name="Channel">Platform or kind of channel, e.g. <c>facebook_comment</c>.</param>
/// <param name="Parent">Text of the post that this one answers; a signature in it says who "tu" is.</param>
/// <param name="Author">Name or handle of the author, so that their own signature is not taken for a colleague.</param>
public sealed record MentionText(string Id, string Text, string? Language = null, string? Channel = null, string? Parent = null, string? Author = null);
