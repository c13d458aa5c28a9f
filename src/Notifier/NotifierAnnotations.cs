using Microsoft.Extensions.Options;

namespace Vigie.Notifier;

/// <summary>The data annotations of <see cref="NotifierOptions"/> and of what it holds.</summary>
[OptionsValidator]
internal sealed partial class NotifierAnnotations : IValidateOptions<NotifierOptions>;
