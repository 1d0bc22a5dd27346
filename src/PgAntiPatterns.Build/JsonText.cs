using System.Globalization;
using System.Text;

namespace PgAntiPatterns.Build;

/// <summary>A value on its way into a JSON text; one member to a line, so that two versions are compared line by line.</summary>
internal sealed class JsonText
{
    private readonly Action<StringBuilder, string> _write;

    private JsonText(Action<StringBuilder, string> write) => _write = write;

    /// <summary>A string; nothing where there is none.</summary>
    public static JsonText? Of(string? value) => value is null ? null : Word(Quoted(value));

    /// <summary>A number.</summary>
    public static JsonText Of(int value) => Word(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>True or false.</summary>
    public static JsonText Of(bool value) => Word(value ? "true" : "false");

    /// <summary>A list of values.</summary>
    public static JsonText List(IEnumerable<JsonText> items)
    {
        var lines = items.Select(item => item._write).ToList();
        return new JsonText((text, indent) => Nest(text, indent, lines, "[", "]"));
    }

    /// <summary>A list of strings.</summary>
    public static JsonText List(IEnumerable<string> items) => List(items.Select(item => Word(Quoted(item))));

    /// <summary>An object; members without a value are left out.</summary>
    public static JsonText Object(params (string Name, JsonText? Value)[] members)
    {
        var lines = members.Where(member => member.Value is not null)
            .Select(member => new Action<StringBuilder, string>((text, indent) => member.Value!._write(text.Append(Quoted(member.Name)).Append(": "), indent))).ToList();
        return new JsonText((text, indent) => Nest(text, indent, lines, "{", "}"));
    }

    /// <summary>A string as JSON writes it.</summary>
    public static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' or '\\' => text.Append('\\').Append(character),
                '\n' => text.Append("\\n"),
                < ' ' => text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(character),
            };
        }

        return text.Append('"').ToString();
    }

    /// <summary>The whole text of a file.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        _write(text, "\n");
        return text.Append('\n').ToString();
    }

    private static JsonText Word(string word) => new((text, _) => text.Append(word));

    private static void Nest(StringBuilder text, string indent, List<Action<StringBuilder, string>> lines, string opening, string closing)
    {
        text.Append(opening);
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i](text.Append(i > 0 ? "," : "").Append(indent).Append("  "), indent + "  ");
        }

        text.Append(lines.Count > 0 ? indent : "").Append(closing);
    }
}
