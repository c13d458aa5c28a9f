using System.Text;

namespace Vigie.Storage;

/// <summary>Turns names of the model into names of the database: <c>ExternalId</c> → <c>external_id</c>.</summary>
internal static class SnakeCase
{
    public static string Of(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]);
            if (startsWord)
                result.Append('_');
            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString();
    }
}
