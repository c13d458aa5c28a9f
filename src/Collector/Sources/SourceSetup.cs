using Microsoft.Extensions.Logging;
using Vigie.Collector.Http;

namespace Vigie.Collector.Sources;

/// <summary>What a platform needs to make one source.</summary>
/// <param name="Name">Configured name.</param>
/// <param name="Options">Its options, already validated.</param>
/// <param name="Http">Client with the resilience pipeline of this source.</param>
/// <param name="Time">Clock.</param>
/// <param name="Loggers">For loggers of the source's own types.</param>
public sealed record SourceSetup(string Name, SourceOptions Options, SourceHttpClient Http, TimeProvider Time, ILoggerFactory Loggers);
