using Microsoft.Extensions.Configuration;
using Vigie.Core.Configuration;
using Vigie.Host.Configuration;

namespace Vigie.UnitTests.Host;

public sealed class ConfigurationCheckTests
{
    [Theory]
    [InlineData("Collector:Htp:Retries", "2", "Collector:Htp is not a known key. Did you mean Collector:Http?")]
    [InlineData("Colector:Http:Retries", "2", "Colector is not a known key. Did you mean Collector?")]
    [InlineData("Bus:Zzzzzzzzzz", "2", "Bus:Zzzzzzzzzz is not a known key: expected one of")]
    [InlineData("Collector:Http:AttemptTimeout", "abc", "Collector:Http:AttemptTimeout is 'abc': expected a time span such as 00:05:00.")]
    [InlineData("Bus:Port", "many", "Bus:Port is 'many': expected a whole number.")]
    [InlineData("Bus:Tls", "perhaps", "Bus:Tls is 'perhaps': expected true or false.")]
    [InlineData("Bus:Transport", "Kafka", "Bus:Transport is 'Kafka': expected one of InMemory, RabbitMq.")]
    [InlineData("Bus:Transport", "7", "Bus:Transport is '7': expected one of InMemory, RabbitMq.")]
    [InlineData("Telemetry:OtlpEndpoint", "somewhere", "Telemetry:OtlpEndpoint is 'somewhere': expected an absolute address such as https://example.org.")]
    [InlineData("Bus:Port", "70000", "Bus:Port is '70000': expected a value between 1 and 65535.")]
    [InlineData("Collector:Http:Retries", "11", "Collector:Http:Retries is '11': expected a value between 0 and 10.")]
    [InlineData("Collector:Schedule:CheckinEvery", "02:00:00", "Collector:Schedule:CheckinEvery is '02:00:00': expected a value between 00:00:01 and 00:01:00.")]
    [InlineData("Bus:Host", "", "Bus:Host is missing: expected a text.")]
    [InlineData("Bus:Port:Tcp", "5672", "Bus:Port has keys below it: expected a whole number.")]
    [InlineData("Bus", "localhost", "Bus is one value: expected keys below it, such as Bus:Transport.")]
    [InlineData("Collector:Sources:brand:Every", "00:01:00", "Collector:Sources:brand:Platform is missing: expected")]
    [InlineData("Collector:Sources:brand:Platform", "telegraph", "Collector:Sources:brand:Platform is 'telegraph': expected")]
    public void Says_in_one_sentence_which_key_is_wrong_and_what_was_expected(string key, string value, string sentence)
    {
        var problem = Should.Throw<ConfigurationProblemException>(() => ConfigurationCheck.Demand(Of((key, value))));

        problem.Message.ShouldStartWith(sentence);
        problem.Message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("Bus:Password:x")]
    [InlineData("Database:ConnectionString:x")]
    [InlineData("Telemetry:Headers:x")]
    public void Never_quotes_a_secret(string key)
    {
        var problem = Should.Throw<ConfigurationProblemException>(() => ConfigurationCheck.Demand(Of((key, "hunter2"))));

        problem.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public void Takes_a_configuration_that_is_right()
    {
        var configuration = Of(
            ("Bus:Transport", "rabbitmq"), ("Bus:Port", "5671"), ("Collector:Http:AttemptTimeout", "00:00:05"), ("Database:MigrateOnStart", "true"),
            ("Telemetry:OtlpEndpoint", "http://127.0.0.1:4318"), ("Stages", "review"), ("Logging:LogLevel:Default", "Debug"), ("TEST_CHROMIUM", "anything"));

        Should.NotThrow(() => ConfigurationCheck.Demand(configuration));
    }

    [Fact]
    public void The_shipped_defaults_are_right()
    {
        var builder = new ConfigurationBuilder();
        builder.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"));

        Should.NotThrow(() => ConfigurationCheck.Demand(builder.Build()));
    }

    [Theory]
    [InlineData("{\n  \"Bus\": {\n    \"Port\": 1,,\n  }\n}", ", line 3, is not JSON")]
    [InlineData("[]", ", line 1, is no JSON object")]
    [InlineData("{ \"Bus\": { \"Port\": 1, \"port\": 2 } }", " holds Bus:port twice")]
    public void Names_the_file_and_the_line_of_broken_JSON(string json, string words)
    {
        var file = Path.Combine(Path.GetTempPath(), $"vigie-{Guid.NewGuid():N}.json");
        File.WriteAllText(file, json);

        var problem = Should.Throw<ConfigurationProblemException>(() => new ConfigurationBuilder().AddVigieFiles(file));
        File.Delete(file);

        problem.Message.ShouldStartWith(file + words);
        problem.Message.ShouldNotContain("\n");
    }

    private static IConfiguration Of(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();
}
