using System.Text;

namespace PgAntiPatterns.Sql.ConnectionStrings;

/// <summary>The strings that a configuration file gives as values, read as leniently as .NET's configuration reads it: comments, trailing commas and a byte-order mark are allowed, and a broken file gives what stands before the break.</summary>
internal sealed class JsonStrings
{
    /// <summary>A deeper file is not read any further.</summary>
    private const int MaxDepth = 64;

    private readonly string _text;
    private readonly List<JsonString> _found = [];
    private readonly List<(string Path, bool IsObject, int Index)> _open = [];
    private int _at;
    private string? _key;

    private JsonStrings(string text) => _text = text;

    /// <summary>The string values in the order of the file. Of a repeated key all values are given. Nothing is thrown.</summary>
    public static IReadOnlyList<JsonString> Read(string text)
    {
        var reader = new JsonStrings(text);
        while (reader.Skip() && reader.Next())
        {
        }

        return reader._found;
    }

    /// <summary>Moves over space and comments; false at the end.</summary>
    private bool Skip()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '/' && _at + 1 < _text.Length && _text[_at + 1] is '/' or '*')
            {
                var isLine = _text[_at + 1] == '/';
                var end = _text.IndexOf(isLine ? "\n" : "*/", _at + 2, StringComparison.Ordinal);
                _at = end < 0 ? _text.Length : end + (isLine ? 1 : 2);
            }
            else if (char.IsWhiteSpace(_text[_at]) || _text[_at] == '\uFEFF')
            {
                _at++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private bool Next()
    {
        switch (_text[_at])
        {
            case '{' or '[':
                if (_open.Count == MaxDepth)
                {
                    return false;
                }

                _open.Add((PathOfValue(), _text[_at] == '{', 0));
                _key = null;
                _at++;
                return true;
            case '}' or ']':
                if (_open.Count == 0)
                {
                    return false;
                }

                _open.RemoveAt(_open.Count - 1);
                _key = null;
                _at++;
                return true;
            case ',':
                _key = null;
                if (_open.Count > 0 && _open[_open.Count - 1] is { IsObject: false } array)
                {
                    _open[_open.Count - 1] = array with { Index = array.Index + 1 };
                }

                _at++;
                return true;
            case '"':
                return Quoted();
            case ':':
                _at++;
                return true;
            default:
                // A number, true, false, null, or something that is no JSON at all.
                _at++;
                return true;
        }
    }

    private bool Quoted()
    {
        var start = _at + 1;
        if (ReadString() is not { } read)
        {
            return false;
        }

        if (_open.Count > 0 && _open[_open.Count - 1].IsObject && _key is null)
        {
            _key = read.Value;
            return true;
        }

        _found.Add(new JsonString(PathOfValue(), read.Value, start, read.Positions));
        _key = null;
        return true;
    }

    private string PathOfValue()
    {
        if (_open.Count == 0)
        {
            return "";
        }

        var (path, isObject, index) = _open[_open.Count - 1];
        var name = isObject ? _key ?? "" : index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return path.Length == 0 ? name : path + ":" + name;
    }

    /// <summary>The characters of a string and, where it has escapes, the position of each; null where it never ends.</summary>
    private (string Value, IReadOnlyList<int>? Positions)? ReadString()
    {
        var start = ++_at;
        while (_at < _text.Length && _text[_at] is not ('"' or '\\' or '\n'))
        {
            _at++;
        }

        if (_at < _text.Length && _text[_at] == '"')
        {
            return (_text.Substring(start, _at++ - start), null);
        }

        var value = new StringBuilder(_text, start, _at - start, Math.Max(16, _at - start));
        var positions = Enumerable.Range(start, _at - start).ToList();
        while (_at < _text.Length && _text[_at] is not '\n')
        {
            if (_text[_at] == '"')
            {
                positions.Add(_at++);
                return (value.ToString(), positions);
            }

            positions.Add(_at);
            value.Append(_text[_at] == '\\' ? Escape() : _text[_at]);
            _at++;
        }

        return null;
    }

    private char Escape()
    {
        _at++;
        switch (_at < _text.Length ? _text[_at] : '\0')
        {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u' when _at + 4 < _text.Length && ushort.TryParse(_text.Substring(_at + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            case '\0':
                return '\\';
            case var other:
                return other;
        }
    }
}
