using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Turns a local that is made anew for every call into a static field of the type around it.</summary>
internal static class StaticFields
{
    /// <summary>The edits; none where the value needs something of the call, or the local is ended by hand.</summary>
    /// <param name="declaration">The declaration of the local.</param>
    /// <param name="place">The place of the diagnostic.</param>
    public static ImmutableArray<TextChange> Hoist(LocalDeclarationStatementSyntax declaration, FixPlace place)
    {
        if (declaration is not { Parent: BlockSyntax block, Declaration.Variables: [{ Initializer.Value: var value } variable] }
            || declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { TypeParameterList: null, OpenBraceToken.IsMissing: false } type
            || type is InterfaceDeclarationSyntax
            || declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member || member.Parent != type
            || place.Model.GetDeclaredSymbol(variable, place.Cancellation) is not ILocalSymbol local || local.Name.Trim('_').Length == 0
            || Removals.OfStatement(declaration, place.Text) is not { } removal
            || declaration.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)))
        {
            return ImmutableArray<TextChange>.Empty;
        }

        var anchor = type.Members.OfType<FieldDeclarationSyntax>().LastOrDefault(field => field.Span.End < member.SpanStart);
        var uses = block.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => SymbolEqualityComparer.Default.Equals(place.Model.GetSymbolInfo(name, place.Cancellation).Symbol, local)).ToList();
        var name = NameFor(local.Name, type);
        if (uses.Any(IsEnded)
            || !NeedsNothingOfTheCall(value, anchor?.Span.End ?? type.OpenBraceToken.Span.End, place)
            || !place.Model.LookupSymbols(declaration.SpanStart, name: name).IsEmpty)
        {
            return ImmutableArray<TextChange>.Empty;
        }

        var line = place.Text.Lines.GetLineFromPosition(member.SpanStart);
        var indentation = place.Text.ToString(TextSpan.FromBounds(line.Start, member.SpanStart));
        var newLine = place.Text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        if (indentation.Trim().Length > 0 || newLine.Length == 0)
        {
            return ImmutableArray<TextChange>.Empty;
        }

        var field = $"private static readonly {local.Type.ToMinimalDisplayString(place.Model, NullableFlowState.NotNull, declaration.SpanStart)} {name} = {value};";
        var insertion = anchor is null
            ? new TextChange(new TextSpan(type.OpenBraceToken.Span.End, 0), newLine + indentation + field + newLine)
            : new TextChange(new TextSpan(anchor.Span.End, 0), newLine + indentation + field);
        return uses.Select(use => new TextChange(use.Span, name)).Append(insertion).Append(new TextChange(removal, "")).ToImmutableArray();
    }

    /// <summary>True where a local is disposed or given another value.</summary>
    private static bool IsEnded(IdentifierNameSyntax use) => use.Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose" or "DisposeAsync" } access => access.Expression == use,
        ConditionalAccessExpressionSyntax => true,
        AssignmentExpressionSyntax assignment => assignment.Left == use,
        ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None } => true,
        UsingStatementSyntax => true,
        _ => false,
    };

    /// <summary>True where a value is made of constants and of static members that are there before the field is.</summary>
    private static bool NeedsNothingOfTheCall(ExpressionSyntax value, int end, FixPlace place)
    {
        if (value.DescendantNodesAndSelf().Any(node => node is ThisExpressionSyntax or BaseExpressionSyntax or AwaitExpressionSyntax or AnonymousFunctionExpressionSyntax or AssignmentExpressionSyntax))
        {
            return false;
        }

        return value.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Parent is not (NameColonSyntax or NameEqualsSyntax)).All(name => place.Model.GetSymbolInfo(name, place.Cancellation).Symbol switch
        {
            INamespaceOrTypeSymbol => true,
            IFieldSymbol { IsConst: true } => true,
            IFieldSymbol { IsStatic: true, IsReadOnly: true } or IPropertySymbol { IsStatic: true, SetMethod: null } =>
                place.Model.GetSymbolInfo(name, place.Cancellation).Symbol!.DeclaringSyntaxReferences.All(reference => reference.SyntaxTree == place.Root.SyntaxTree && reference.Span.End <= end),
            IMethodSymbol { IsStatic: true } => true,
            IMethodSymbol => name.Parent is MemberAccessExpressionSyntax access && access.Name == name,
            _ => false,
        });
    }

    /// <summary>A name in the style of the type's other static fields.</summary>
    private static string NameFor(string local, TypeDeclarationSyntax type)
    {
        var others = type.Members.OfType<FieldDeclarationSyntax>()
            .Where(field => field.Modifiers.Any(SyntaxKind.StaticKeyword))
            .SelectMany(field => field.Declaration.Variables.Select(variable => variable.Identifier.ValueText))
            .ToList();
        var bare = local.TrimStart('_');
        return others.Any(other => other.StartsWith("s_", StringComparison.Ordinal)) ? "s_" + bare
            : others.Any(other => other.StartsWith("_", StringComparison.Ordinal)) ? "_" + bare
            : char.ToUpperInvariant(bare[0]) + bare.Substring(1);
    }
}
