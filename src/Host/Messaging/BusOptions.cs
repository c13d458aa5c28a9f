using System.ComponentModel.DataAnnotations;
using Vigie.Core.Configuration;

namespace Vigie.Host.Messaging;

/// <summary>The bus that carries the bells between the stages.</summary>
public sealed class BusOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Bus";

    /// <summary><c>InMemory</c> (default, one process) or <c>RabbitMq</c>.</summary>
    [EnumDataType(typeof(BusTransport))]
    public BusTransport Transport { get; set; } = BusTransport.InMemory;

    /// <summary>Host of the broker. Default <c>localhost</c>.</summary>
    [Required]
    public string Host { get; set; } = "localhost";

    /// <summary>Port of the broker. Default 5672.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 5672;

    /// <summary>Virtual host. Default <c>/</c>.</summary>
    [Required]
    public string VirtualHost { get; set; } = "/";

    /// <summary>User. Default <c>guest</c>.</summary>
    [Required]
    public string UserName { get; set; } = "guest";

    /// <summary>Password. Default <c>guest</c>, which RabbitMQ accepts from its own machine only.</summary>
    public Secret? Password { get; set; }

    /// <summary>File that holds the password (a mounted secret). No default; wins over <see cref="Password"/>.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Use TLS. Default false.</summary>
    public bool Tls { get; set; }

    /// <summary>Messages a consumer takes from the broker ahead of its work; each carries up to 500 ids. Default 8.</summary>
    [Range(1, 1_000)]
    public int Prefetch { get; set; } = 8;

    /// <summary>Messages a consumer works on at the same time. Default 2.</summary>
    [Range(1, 100)]
    public int Concurrency { get; set; } = 2;

    /// <summary>How long a bell may take to be accepted by the broker before it is given up to the sweeper. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The password, from the file where one is named.</summary>
    internal string RevealPassword() => PasswordFile is { } file ? File.ReadAllText(file).Trim() : Password?.Reveal() ?? "guest";
}
