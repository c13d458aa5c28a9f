using Vigie.Core.Mentions;
using Vigie.Notifier.Channels;

namespace Vigie.IntegrationTests.Notifier;

/// <summary>An alert to send.</summary>
internal static class Alerts
{
    public static OutgoingAlert One(short severity = 4) => new(
        Guid.Parse("0198a000-0000-7000-8000-000000000001"), Guid.Parse("0198a000-0000-7000-8000-000000000002"), severity, [AbuseCategory.Threat], TargetKind.Employee, 1, 0,
        ["page"], [new AttackedPerson("p-17", "conseillère", "Rouen")], false, Guid.Parse("0198a000-0000-7000-8000-000000000003"),
        new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.Zero), new Uri("https://vigie.brand.example/mentions/0198a000-0000-7000-8000-000000000003"));
}
