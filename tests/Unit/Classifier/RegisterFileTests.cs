using Vigie.Classifier.People;

namespace Vigie.UnitTests.Classifier;

public sealed class RegisterFileTests
{
    [Theory]
    [InlineData("[{\"names\":[\"A\"]}]", "Entry 1 of the register has no id.")]
    [InlineData("[{\"id\":\"1\"}]", "Entry 1 of the register has no names.")]
    [InlineData("[{\"id\":\"1\",\"names\":[\"A\"]},{\"id\":\"1\",\"names\":[\"B\"]}]", "Entry 2 of the register has the same id as entry 1.")]
    [InlineData("[{\"id\":\"1\",\"names\":\"A\"}]", "Entry 1 of the register must have a list of texts as names.")]
    [InlineData("{}", "The register must be a JSON array of people.")]
    public void A_wrong_file_is_refused_with_one_sentence(string json, string sentence) =>
        Should.Throw<InvalidDataException>(() => RegisterFile.Read(json)).Message.ShouldBe(sentence);

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        using var stream = new MemoryStream();
        await RegisterFile.WriteAsync(stream, [new RegisterPerson("1", ["Élodie A"], ["Élo"], "vendeuse", null, ["@e"])], TestContext.Current.CancellationToken);

        var person = RegisterFile.Read(System.Text.Encoding.UTF8.GetString(stream.ToArray())).ShouldHaveSingleItem();

        person.Names.ShouldBe(["Élodie A"]);
        person.Site.ShouldBeNull();
    }
}
