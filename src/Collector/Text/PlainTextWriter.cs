using System.Text;

namespace Vigie.Collector.Text;

/// <summary>Writes text the way a browser lays it out: runs of white space are one space, blocks stand on lines of their own.</summary>
internal sealed class PlainTextWriter
{
    private readonly StringBuilder _text = new();
    private bool _space;

    /// <summary>Depth of elements whose white space counts.</summary>
    public int Preformatted { get; set; }

    private bool AtLineStart => _text.Length == 0 || _text[^1] == '\n';

    public static string Collapse(string text)
    {
        var writer = new PlainTextWriter();
        writer.Text(text);
        return writer.ToString();
    }

    public void Text(string text)
    {
        foreach (var character in text)
        {
            if (Preformatted > 0 && character == '\n')
                LineBreak();
            // A no-break space is typed on purpose and no white space of HTML.
            else if (character is ' ' or '\t' or '\n' or '\r' or '\f')
                _space = true;
            else
                Append(character);
        }
    }

    /// <summary>A new line, also after another: two <c>br</c> make an empty line.</summary>
    public void LineBreak()
    {
        _space = false;
        _text.Append('\n');
    }

    /// <summary>A new line, unless at the start of one.</summary>
    public void Block()
    {
        _space = false;
        if (!AtLineStart)
            _text.Append('\n');
    }

    public override string ToString() => _text.ToString().Trim('\n', ' ');

    private void Append(char character)
    {
        if (_space && !AtLineStart)
            _text.Append(' ');
        _space = false;
        _text.Append(character);
    }
}
