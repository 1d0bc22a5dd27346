using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Does a callback that is to judge a server's certificate say yes to everything?</summary>
internal static class CertificateChecks
{
    /// <summary>The callback that an operation hands to the driver and that accepts every certificate; null where there is none.</summary>
    public static IOperation? AcceptingAll(IOperation operation, PlatformModel platform)
    {
        switch (operation)
        {
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.TakesCertificateCheck) is { } member:
                return Accepts(call.ArgumentFor(member.Ordinal)?.Value, platform);
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment when platform.Find(property.Property, Role.TakesCertificateCheck) is not null:
                return Accepts(assignment.Value, platform);
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "RemoteCertificateValidationCallback", ContainingType.Name: "SslClientAuthenticationOptions" } } } setup when IsInTlsSetup(setup, platform):
                return Accepts(setup.Value, platform);
            default:
                return null;
        }
    }

    private static bool IsInTlsSetup(IOperation operation, PlatformModel platform)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            var isSetup = outer switch
            {
                IInvocationOperation call => platform.Find(call.TargetMethod, Role.TakesTlsSetup) is not null,
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } => platform.Find(property.Property, Role.TakesTlsSetup) is not null,
                _ => false,
            };
            if (isSetup)
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? Accepts(IOperation? callback, PlatformModel platform)
    {
        var inner = callback?.Unwrapped();
        if (inner is IDelegateCreationOperation creation)
        {
            inner = creation.Target.Unwrapped();
        }

        var body = inner switch
        {
            IAnonymousFunctionOperation lambda => lambda.Body,
            IMethodReferenceOperation { Method: var method } => SourceOperations.BodyOf(method, platform.Compilation),
            _ => null,
        };
        var returned = body?.DescendantsAndSelf().OfType<IReturnOperation>().Select(found => found.ReturnedValue).ToList();
        return returned is { Count: > 0 } && returned.All(value => value?.ConstantValue is { HasValue: true, Value: true }) ? callback : null;
    }
}
