using System.Globalization;
using System.Text;

namespace PgAntiPatterns.Baselines;

/// <summary>What a JSON text says, or the line on which it stops being JSON. Commas may follow the last item, because merges leave them.</summary>
internal sealed class JsonReader
{
    /// <summary>Deeper than any log or baseline; a text that is deeper is refused before it fills the stack.</summary>
    private const int MaxDepth = 100;

    private readonly string _text;
    private int _place;
    private int _line;
    private int _depth;

    private JsonReader(string text) => _text = text;

    /// <summary>The value of a whole text; null where it is not JSON, with the line on which that shows and what was expected there.</summary>
    public static JsonValue? Read(string text, out int line, out string reason)
    {
        var reader = new JsonReader(text);
        reader.SkipByteOrderMark();
        var value = reader.Value(out reason);
        if (value is not null && !reader.IsAtEnd())
        {
            (value, reason) = (null, "the end of the file is expected here");
        }

        line = reader._line;
        return value;
    }

    private void SkipByteOrderMark() => _place = _text.StartsWith("\uFEFF", StringComparison.Ordinal) ? 1 : 0;

    private bool IsAtEnd()
    {
        SkipBlank();
        return _place == _text.Length;
    }

    private JsonValue? Value(out string reason)
    {
        SkipBlank();
        reason = "a value is expected here";
        if (_place == _text.Length)
        {
            return null;
        }

        switch (_text[_place])
        {
            case '{':
                return Nested(Object, out reason);
            case '[':
                return Nested(Array, out reason);
            case '"':
                var line = _line;
                return String(out reason) is { } text ? new JsonValue(line, text) : null;
            default:
                var start = _place;
                while (_place < _text.Length && (char.IsLetterOrDigit(_text[_place]) || _text[_place] is '-' or '+' or '.'))
                {
                    _place++;
                }

                return _place > start ? new JsonValue(_line, _text.Substring(start, _place - start)) : null;
        }
    }

    private delegate JsonValue? Content(out string reason);

    private JsonValue? Nested(Content content, out string reason)
    {
        if (_depth == MaxDepth)
        {
            reason = "this is nested too deeply";
            return null;
        }

        _depth++;
        _place++;
        var value = content(out reason);
        _depth--;
        return value;
    }

    private JsonValue? Object(out string reason)
    {
        var line = _line;
        var members = new List<KeyValuePair<string, JsonValue>>();
        while (!Takes('}'))
        {
            SkipBlank();
            if (String(out reason) is not { } name)
            {
                return null;
            }

            if (!Takes(':'))
            {
                reason = "a colon is expected here";
                return null;
            }

            if (Value(out reason) is not { } value)
            {
                return null;
            }

            members.Add(new KeyValuePair<string, JsonValue>(name, value));
            if (!Takes(',') && !IsNext('}'))
            {
                reason = "a comma or a closing brace is expected here";
                return null;
            }
        }

        reason = "";
        return new JsonValue(line, null, Members: members);
    }

    private JsonValue? Array(out string reason)
    {
        var line = _line;
        var items = new List<JsonValue>();
        while (!Takes(']'))
        {
            if (Value(out reason) is not { } value)
            {
                return null;
            }

            items.Add(value);
            if (!Takes(',') && !IsNext(']'))
            {
                reason = "a comma or a closing bracket is expected here";
                return null;
            }
        }

        reason = "";
        return new JsonValue(line, null, Items: items);
    }

    private string? String(out string reason)
    {
        reason = "a name or text in double quotes is expected here";
        if (_place == _text.Length || _text[_place] != '"')
        {
            return null;
        }

        var value = new StringBuilder();
        for (_place++; _place < _text.Length && _text[_place] is not ('\n' or '\r'); _place++)
        {
            switch (_text[_place])
            {
                case '"':
                    _place++;
                    return value.ToString();
                case '\\' when Escaped() is { } character:
                    value.Append(character);
                    break;
                case '\\':
                    reason = "an escape that JSON does not have";
                    return null;
                default:
                    value.Append(_text[_place]);
                    break;
            }
        }

        reason = "this text has no closing quote";
        return null;
    }

    /// <summary>The character that an escape stands for; the place is left on its last one.</summary>
    private char? Escaped()
    {
        _place++;
        if (_place == _text.Length)
        {
            return null;
        }

        switch (_text[_place])
        {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case '"' or '\\' or '/': return _text[_place];
            case 'u' when _place + 4 < _text.Length && ushort.TryParse(_text.Substring(_place + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _place += 4;
                return (char)code;
            default: return null;
        }
    }

    private bool IsNext(char character)
    {
        SkipBlank();
        return _place < _text.Length && _text[_place] == character;
    }

    private bool Takes(char character)
    {
        var isNext = IsNext(character);
        _place += isNext ? 1 : 0;
        return isNext;
    }

    private void SkipBlank()
    {
        for (; _place < _text.Length && _text[_place] is ' ' or '\t' or '\r' or '\n'; _place++)
        {
            _line += _text[_place] == '\n' ? 1 : 0;
        }
    }
}
