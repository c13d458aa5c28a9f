using System.Globalization;
using System.Text;

namespace Vigie.UnitTests.Collector.Feeds;

/// <summary>
/// The part of Python in which feedparser's cases say what they expect: literals, names, attributes, items, calls of a few functions, comparisons
/// (chained), <c>in</c>, <c>not</c>, <c>and</c>, <c>or</c>. Written from the language reference.
/// </summary>
internal sealed class PythonExpression
{
    private readonly string _text;
    private int _at;

    private PythonExpression(string text) => _text = text;

    private delegate object? Node(PythonDictionary names);

    public static object? Evaluate(string text, PythonDictionary names)
    {
        var parser = new PythonExpression(text);
        var node = parser.Or();
        parser.Space();
        if (parser._at < text.Length)
            throw new FormatException($"Not read: {text[parser._at..]}");
        return node(names);
    }

    private Node Or()
    {
        var left = And();
        while (Word("or"))
        {
            var (one, other) = (left, And());
            left = names => one(names) is var value && PythonValue.IsTrue(value) ? value : other(names);
        }

        return left;
    }

    private Node And()
    {
        var left = Not();
        while (Word("and"))
        {
            var (one, other) = (left, Not());
            left = names => one(names) is var value && !PythonValue.IsTrue(value) ? value : other(names);
        }

        return left;
    }

    private Node Not()
    {
        if (!Word("not"))
            return Comparison();
        var inner = Not();
        return names => !PythonValue.IsTrue(inner(names));
    }

    private Node Comparison()
    {
        var first = Primary();
        var steps = new List<(Func<object?, object?, bool> Holds, Node Right)>();
        while (Operator() is { } holds)
            steps.Add((holds, Primary()));
        if (steps.Count == 0)
            return first;
        return names =>
        {
            var left = first(names);
            foreach (var (holds, node) in steps)
            {
                var right = node(names);
                if (!holds(left, right))
                    return false;
                left = right;
            }

            return true;
        };
    }

    private Func<object?, object?, bool>? Operator()
    {
        if (Sign("=="))
            return PythonValue.AreEqual;
        if (Sign("!="))
            return (left, right) => !PythonValue.AreEqual(left, right);
        if (Word("in"))
            return (left, right) => PythonValue.Contains(right, left);
        var back = _at;
        if (Word("not") && Word("in"))
            return (left, right) => !PythonValue.Contains(right, left);
        _at = back;
        return null;
    }

    private Node Primary()
    {
        var node = Atom();
        while (true)
        {
            var target = node;
            if (Sign("."))
            {
                var name = Name();
                if (Sign("("))
                {
                    var arguments = List(")");
                    node = names => Method(target(names), name, [.. arguments.Select(argument => argument(names))]);
                }
                else
                {
                    node = names => PythonValue.Item(target(names), name);
                }
            }
            else if (Sign("["))
            {
                var key = Or();
                Need("]");
                node = names => PythonValue.Item(target(names), key(names));
            }
            else
            {
                return node;
            }
        }
    }

    private Node Atom()
    {
        Space();
        var next = _at < _text.Length ? _text[_at] : throw new FormatException("Unexpected end");
        if (next is '\'' or '"' || (next is 'u' or 'b' && _at + 1 < _text.Length && _text[_at + 1] is '\'' or '"'))
            return Constant(Strings());
        if (char.IsAsciiDigit(next) || next == '-')
            return Constant(Number());
        if (Sign("("))
            return Tuple();
        if (Sign("["))
            return ListOf(List("]"));
        if (Sign("{"))
            return Dictionary();
        var name = Name();
        if (Sign("("))
        {
            var arguments = List(")");
            return names => Function(name, [.. arguments.Select(argument => argument(names))], names);
        }

        return name switch
        {
            "True" => Constant(true),
            "False" => Constant(false),
            "None" => Constant(null),
            _ => names => PythonValue.Item(names, name),
        };
    }

    private Node Tuple()
    {
        if (Sign(")"))
            return ListOf([]);
        var first = Or();
        if (Sign(")"))
            return first;
        Need(",");
        return ListOf([first, .. List(")")]);
    }

    private Node Dictionary()
    {
        var pairs = new List<(Node Key, Node Value)>();
        while (!Sign("}"))
        {
            var key = Or();
            Need(":");
            pairs.Add((key, Or()));
            Sign(",");
        }

        return names =>
        {
            var dictionary = new PythonDictionary();
            foreach (var (key, value) in pairs)
                dictionary[(string)key(names)!] = value(names);
            return dictionary;
        };
    }

    private List<Node> List(string end)
    {
        var nodes = new List<Node>();
        while (!Sign(end))
        {
            nodes.Add(Or());
            Sign(",");
        }

        return nodes;
    }

    private static Node ListOf(List<Node> nodes) => names => nodes.Select(node => node(names)).ToList();

    private static Node Constant(object? value) => _ => value;

    private static object? Function(string name, object?[] arguments, PythonDictionary names) => name switch
    {
        "len" => arguments[0] switch
        {
            string text => (long)text.Length,
            IReadOnlyList<object?> list => (long)list.Count,
            PythonDictionary dictionary => (long)dictionary.Count,
            _ => throw new PythonFailure("len"),
        },
        "ord" => arguments[0] is string { Length: 1 } text ? (long)text[0] : throw new PythonFailure("ord"),
        // Classes of exceptions are their names here.
        "isinstance" => PythonValue.AreEqual(arguments[0], arguments[1]),
        "locals" => names,
        _ => throw new FormatException($"Unknown function {name}"),
    };

    private static object? Method(object? target, string name, object?[] arguments) => (target, name) switch
    {
        (PythonDictionary dictionary, "has_key") => dictionary.Find((string)arguments[0]!, out _),
        (PythonDictionary dictionary, "get") => dictionary.Find((string)arguments[0]!, out var value) ? value : arguments.ElementAtOrDefault(1),
        (string text, "startswith") => text.StartsWith((string)arguments[0]!, StringComparison.Ordinal),
        (string text, "endswith") => text.EndsWith((string)arguments[0]!, StringComparison.Ordinal),
        _ => throw new PythonFailure($"no method {name}"),
    };

    private object Number()
    {
        var start = _at++;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.'))
            _at++;
        var digits = _text[start.._at];
        return digits.Contains('.') ? (object)double.Parse(digits, CultureInfo.InvariantCulture) : long.Parse(digits, CultureInfo.InvariantCulture);
    }

    private string Strings()
    {
        var text = new StringBuilder();
        do
        {
            if (_text[_at] is 'u' or 'b')
                _at++;
            text.Append(OneString());
            Space();
        }
        while (_at < _text.Length && _text[_at] is '\'' or '"');
        return text.ToString();
    }

    private string OneString()
    {
        var quote = _text[_at];
        var end = _text.AsSpan(_at).StartsWith(new string(quote, 3)) ? new string(quote, 3) : quote.ToString();
        _at += end.Length;
        var text = new StringBuilder();
        while (!_text.AsSpan(_at).StartsWith(end))
        {
            if (_text[_at] == '\\')
                Escape(text);
            else
                text.Append(_text[_at++]);
        }

        _at += end.Length;
        return text.ToString();
    }

    private void Escape(StringBuilder text)
    {
        var kind = _text[_at + 1];
        _at += 2;
        var digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            text.Append(char.ConvertFromUtf32(int.Parse(_text.AsSpan(_at, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
            _at += digits;
            return;
        }

        text.Append(kind switch { 'n' => "\n", 't' => "\t", 'r' => "\r", '\\' => "\\", '\'' => "'", '"' => "\"", _ => $"\\{kind}" });
    }

    private string Name()
    {
        Space();
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_'))
            _at++;
        return _at > start ? _text[start.._at] : throw new FormatException($"A name expected: {_text[start..]}");
    }

    private bool Word(string word)
    {
        Space();
        if (!_text.AsSpan(_at).StartsWith(word) || (_at + word.Length < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at + word.Length]) || _text[_at + word.Length] == '_')))
            return false;
        _at += word.Length;
        return true;
    }

    private bool Sign(string sign)
    {
        Space();
        if (!_text.AsSpan(_at).StartsWith(sign))
            return false;
        _at += sign.Length;
        return true;
    }

    private void Need(string sign)
    {
        if (!Sign(sign))
            throw new FormatException($"{sign} expected: {_text[_at..]}");
    }

    private void Space()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }
}
