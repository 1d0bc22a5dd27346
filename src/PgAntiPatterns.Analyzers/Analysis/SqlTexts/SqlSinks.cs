using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.SqlTexts;

/// <summary>Does this operation hand SQL text to PostgreSQL?</summary>
internal static class SqlSinks
{
    /// <summary>The operations that can.</summary>
    public static ImmutableArray<OperationKind> Kinds { get; } = ImmutableArray.Create(
        OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.SimpleAssignment, OperationKind.CompoundAssignment);

    /// <summary>The sink that an operation is; null where it is none, or none of PostgreSQL.</summary>
    public static SqlSink? At(IOperation operation, PlatformModel platform)
    {
        // Nearly every operation of a program has another name.
        switch (operation)
        {
            case IInvocationOperation call when platform.SqlWords.Contains(call.TargetMethod.Name):
                return platform.Find(call.TargetMethod, role => role.TakesSql()) is { } method && call.ArgumentFor(method.Ordinal) is { IsImplicit: false } argument
                    ? Sink(call, argument.Value, method, call.Instance ?? call.Arguments.FirstOrDefault()?.Value, platform)
                    : null;
            case IObjectCreationOperation { Constructor: { } constructor } creation when platform.SqlWords.Contains(constructor.ContainingType.Name):
                return platform.Find(constructor, role => role.TakesSql()) is { } member && creation.ArgumentFor(member.Ordinal) is { IsImplicit: false } text
                    ? Sink(creation, text.Value, member, null, platform)
                    : null;
            case IAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property, Instance: var instance } } assignment when platform.SqlWords.Contains(property.Name):
                return platform.Find(property, role => role.TakesSql()) is { Ordinal: -1 } setter ? Sink(assignment, assignment.Value, setter, instance, platform) : null;
            default:
                return null;
        }
    }

    private static SqlSink? Sink(IOperation operation, IOperation expression, ApiMember member, IOperation? connection, PlatformModel platform) =>
        platform.IsPostgres(member, connection) ? new SqlSink(operation, expression, ApiOf(member.Row.Role), member.Row.Role, connection) : null;

    private static SqlApi ApiOf(Role role) => role switch
    {
        Role.TakesCopySql => SqlApi.Copy,
        Role.TakesDapperSql => SqlApi.Dapper,
        Role.TakesNumberedSql => SqlApi.EfRaw,
        Role.TakesInterpolatedSql => SqlApi.EfInterpolated,
        Role.TakesMigrationSql or Role.TakesSqlValue or Role.TakesSqlCondition => SqlApi.EfModel,
        _ => SqlApi.AdoNet,
    };
}
