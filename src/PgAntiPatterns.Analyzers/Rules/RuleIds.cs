namespace PgAntiPatterns.Rules;

/// <summary>The ids of all rules: the thousands are the area. An id is never reused.</summary>
internal static class RuleIds
{
    public const string OptionNotUnderstood = "PGAP0001";
    public const string ApiRowNotUnderstood = "PGAP0002";

    public const string ConnectionNotDisposed = "PGAP1001";
    public const string ConnectionClosedOnlyOnSuccess = "PGAP1002";
    public const string ReaderNotDisposed = "PGAP1003";
    public const string ResultOutlivesConnection = "PGAP1004";
    public const string SharedConnection = "PGAP1005";
    public const string ConcurrentCommands = "PGAP1006";
    public const string CommandDuringReader = "PGAP1007";
    public const string SharedContext = "PGAP1008";
    public const string ContextConnectionDisposed = "PGAP1009";
    public const string ContextKeepsConnection = "PGAP1010";
    public const string ConnectionStateIgnored = "PGAP1014";
    public const string DataSourceCommandMisused = "PGAP1015";
    public const string CopyNotFinished = "PGAP1016";

    public const string CopyNotCompleted = "PGAP2008";

    public const string SelectPerElement = "PGAP2001";
    public const string WritePerElement = "PGAP2002";
    public const string EntityQueryPerElement = "PGAP2003";
    public const string SaveChangesInLoop = "PGAP2004";
    public const string LazyLoadPerElement = "PGAP2005";
    public const string ConnectionPerElement = "PGAP2006";
    public const string DapperExecutePerElement = "PGAP2007";
    public const string LoadedToBeDeleted = "PGAP2013";
    public const string ValuesTextPerRow = "PGAP2014";

    public const string DataSourcePerCall = "PGAP3001";
    public const string DataSourcePerScope = "PGAP3002";
    public const string PoolingDisabled = "PGAP3003";
    public const string ConnectionStringPerCall = "PGAP3004";
    public const string PoolCleared = "PGAP3005";
    public const string KeywordNotAccepted = "PGAP3006";
    public const string UriConnectionString = "PGAP3007";
    public const string PoolSizeOutOfBounds = "PGAP3008";
    public const string PoolerNotConfigured = "PGAP3009";
    public const string SessionStateAtPooler = "PGAP3010";
    public const string StartupParameterAtPooler = "PGAP3011";
    public const string ResetDisabled = "PGAP3012";
    public const string SessionStateLost = "PGAP3013";
    public const string BuilderChangedAfterBuild = "PGAP3014";
    public const string GlobalTypeMapperUsed = "PGAP3015";
    public const string ObsoleteSetting = "PGAP3016";
    public const string InfiniteTimeout = "PGAP3017";
    public const string ConnectionWithoutDataSource = "PGAP3018";

    public const string UnparameterizedSql = "PGAP4001";
    public const string UnparameterizedDapperSql = "PGAP4002";
    public const string UnparameterizedEfSql = "PGAP4003";
    public const string PlaceholderInQuotes = "PGAP4004";
    public const string IdentifierFromVariable = "PGAP4005";
    public const string JoinedInList = "PGAP4006";
    public const string ArrayInInList = "PGAP4007";
    public const string DapperListExpansion = "PGAP4008";
    public const string ValueInUtilityStatement = "PGAP4009";
    public const string PlaceholderMismatch = "PGAP4010";
    public const string WildcardInLikeParameter = "PGAP4011";

    public const string TransactionNotCommitted = "PGAP5001";


    public const string PasswordInSource = "PGAP9001";
    public const string EncryptionNotRequired = "PGAP9002";
    public const string CertificateNotVerified = "PGAP9003";
    public const string SensitiveDetailEnabled = "PGAP9004";
    public const string SecurityInfoPersisted = "PGAP9005";
    public const string ConnectionStringFromInput = "PGAP9006";
}
