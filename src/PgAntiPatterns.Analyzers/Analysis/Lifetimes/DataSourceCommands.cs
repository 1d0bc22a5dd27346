using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Is a command of a data source asked for something that only a command on a connection can do?</summary>
internal static class DataSourceCommands
{
    /// <summary>The members that throw, once for each member of a command.</summary>
    public static IEnumerable<LifetimeFinding> Misused(Lifetime lifetime)
    {
        foreach (var operation in lifetime.Body.WithNested.SelectMany(body => body.Operations))
        {
            var (member, instance) = operation switch
            {
                IInvocationOperation call => ((ISymbol)call.TargetMethod, call.Instance),
                IPropertyReferenceOperation property => (property.Property, property.Instance),
                _ => (null!, null),
            };
            if (instance is not null && lifetime.Platform.Find(member, Role.NeedsOwnConnection) is not null && lifetime.Carriers.IsDataSourceCommand(instance))
            {
                yield return new LifetimeFinding(LifetimeFault.DataSourceCommand, operation, ImmutableArray<IOperation>.Empty);
            }
        }
    }
}
