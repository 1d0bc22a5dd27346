using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.Benchmarks;

/// <summary>Sonar keeps its hotspots off until a file of this name asks for them.</summary>
internal sealed class SonarSettings : AdditionalText
{
    public override string Path => "/corpus/SonarLint.xml";

    public override SourceText GetText(CancellationToken cancellationToken = default) =>
        SourceText.From("<AnalysisInput><Rules><Rule><Key>S2077</Key></Rule></Rules></AnalysisInput>");
}
