using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.Roslyn;

/// <summary>A place told so that it is found again after the code around it has moved or was formatted anew.</summary>
/// <param name="Member">The namespace, the types and the member that hold it, with the types of its parameters: a namesake is another member. Empty in a file that is no C#.</param>
/// <param name="Text">A digest of the code, whatever its white space and comments. It does not hold the code, but whoever guesses a short secret in it can test the guess.</param>
/// <param name="Ordinal">How many times the same code stands before it in the same member.</param>
internal sealed record CodePlace(string Member, string Text, int Ordinal)
{
    private const int DigestBytes = 8;

    /// <summary>The place of some code; null for a location outside of C#.</summary>
    public static CodePlace? Of(Location location)
    {
        if (location.SourceTree is not CSharpSyntaxTree tree)
        {
            return null;
        }

        var root = tree.GetRoot();
        var declaration = root.FindToken(location.SourceSpan.Start).Parent?.AncestorsAndSelf().FirstOrDefault(IsMember) ?? root;
        var namesakes = declaration.Parent is TypeDeclarationSyntax or CompilationUnitSyntax
            ? declaration.Parent.ChildNodes().Where(node => IsMember(node) && NameOf(node, location.SourceSpan) == NameOf(declaration, location.SourceSpan))
            : [declaration];
        return Of(PathOf(declaration, location.SourceSpan), Words(namesakes.SelectMany(node => node.DescendantTokens())), location.SourceSpan);
    }

    /// <summary>A place in a file that is no C#.</summary>
    public static CodePlace Of(SourceText text, TextSpan span) => Of("", [(text.ToString(), 0)], span);

    private static CodePlace Of(string member, IEnumerable<(string Text, int Start)> words, TextSpan span)
    {
        var (before, code, all) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var (text, start) in words)
        {
            var (from, to) = (Math.Max(span.Start - start, 0), Math.Min(span.End - start, text.Length));
            Append(before, text.Substring(0, Math.Min(from, text.Length)));
            Append(code, from < to ? text.Substring(from, to - from) : "");
            Append(all, text);
        }

        return new CodePlace(member, Digest(code.ToString()), Count(all.ToString(), code.ToString(), Math.Max(before.Length, 0)));
    }

    /// <summary>Adds the characters that are no white space: what an editor puts between them says nothing.</summary>
    private static void Append(StringBuilder words, string text)
    {
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
            {
                words.Append(character);
            }
        }
    }

    private static IEnumerable<(string Text, int Start)> Words(IEnumerable<SyntaxToken> tokens) => tokens.Select(token => (token.Text, token.SpanStart));

    private static int Count(string all, string code, int end)
    {
        var count = 0;
        for (var found = code.Length == 0 ? -1 : all.IndexOf(code, StringComparison.Ordinal); found >= 0 && found < end; found = all.IndexOf(code, found + 1, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    private static string Digest(string code)
    {
        using var algorithm = SHA256.Create();
        return string.Concat(algorithm.ComputeHash(Encoding.UTF8.GetBytes(code)).Take(DigestBytes).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static bool IsMember(SyntaxNode node) => node is MemberDeclarationSyntax and not (TypeDeclarationSyntax or BaseNamespaceDeclarationSyntax);

    private static string PathOf(SyntaxNode declaration, TextSpan span) => string.Join(".", declaration.AncestorsAndSelf().Select(node => NameOf(node, span)).Where(name => name.Length > 0).Reverse());

    private static string NameOf(SyntaxNode node, TextSpan span) => node switch
    {
        BaseNamespaceDeclarationSyntax space => Code(space.Name),
        // Extensions of several types stand in blocks without a name.
        TypeDeclarationSyntax { Identifier.Text.Length: 0 } block => "extension" + Types(block.ParameterList),
        TypeDeclarationSyntax type => type.Identifier.Text + Arity(type.TypeParameterList),
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text + Arity(type.TypeParameterList),
        MethodDeclarationSyntax method => Code(method.ExplicitInterfaceSpecifier) + method.Identifier.Text + Arity(method.TypeParameterList) + Types(method.ParameterList),
        PropertyDeclarationSyntax property => Code(property.ExplicitInterfaceSpecifier) + property.Identifier.Text,
        EventDeclarationSyntax @event => Code(@event.ExplicitInterfaceSpecifier) + @event.Identifier.Text,
        ConstructorDeclarationSyntax constructor => (constructor.Modifiers.Any(SyntaxKind.StaticKeyword) ? ".cctor" : ".ctor") + Types(constructor.ParameterList),
        DestructorDeclarationSyntax => "Finalize",
        IndexerDeclarationSyntax indexer => Code(indexer.ExplicitInterfaceSpecifier) + "this" + Types(indexer.ParameterList),
        OperatorDeclarationSyntax @operator => "operator" + @operator.OperatorToken.Text + Types(@operator.ParameterList),
        ConversionOperatorDeclarationSyntax conversion => "operator" + Code(conversion.Type) + Types(conversion.ParameterList),
        EnumMemberDeclarationSyntax member => member.Identifier.Text,
        BaseFieldDeclarationSyntax { Declaration.Variables: var variables } => (variables.FirstOrDefault(variable => variable.FullSpan.Contains(span.Start)) ?? variables.First()).Identifier.Text,
        GlobalStatementSyntax => "<top>",
        _ => "",
    };

    private static string Arity(TypeParameterListSyntax? parameters) => parameters is null ? "" : "`" + parameters.Parameters.Count.ToString(CultureInfo.InvariantCulture);

    private static string Types(BaseParameterListSyntax? parameters) =>
        "(" + string.Join(",", parameters?.Parameters.Select(parameter => string.Concat(parameter.Modifiers.Where(modifier => modifier.RawKind is (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword or (int)SyntaxKind.InKeyword).Select(modifier => modifier.Text + " ")) + Code(parameter.Type)) ?? []) + ")";

    /// <summary>A name or type without what an editor may put into it.</summary>
    private static string Code(SyntaxNode? node) => node is null ? "" : string.Concat(node.DescendantTokens().Select(token => token.Text));
}
