using Microsoft.Extensions.Options;
using System.ComponentModel.DataAnnotations;
using Vigie.Collector.Http;
using Vigie.Collector.Intake;
using Vigie.Collector.Scheduling;
using Vigie.Collector.Streams;

namespace Vigie.Collector;

/// <summary>How the collector works. The sources themselves stand in <c>Collector:Sources:&lt;name&gt;</c>, see <c>SourceOptions</c>.</summary>
public sealed class CollectorOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Collector";

    /// <summary>What platforms see as our user agent; put a contact in it. Default <c>Vigie/0.1 (+https://vigie.example)</c>.</summary>
    [Required]
    public string UserAgent { get; set; } = "Vigie/0.1 (+https://vigie.example)";

    /// <summary>Calls to platforms.</summary>
    [ValidateObjectMembers]
    public HttpLimits Http { get; set; } = new();

    /// <summary>Saving of what was collected.</summary>
    [ValidateObjectMembers]
    public IntakeOptions Intake { get; set; } = new();

    /// <summary>Schedule.</summary>
    [ValidateObjectMembers]
    public ScheduleOptions Schedule { get; set; } = new();

    /// <summary>Connections that platforms push over.</summary>
    [ValidateObjectMembers]
    public StreamOptions Streams { get; set; } = new();
}
