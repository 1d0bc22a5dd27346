namespace PgAntiPatterns.Platform.Lifetimes;

/// <summary>Who opens, owns, borrows and gives back what: Npgsql.</summary>
internal static partial class LifetimeRows
{
    /// <summary>The details of <see cref="Role.BeginsCopy"/>.</summary>
    public const string BinaryImport = "binary import";

    public const string BinaryExport = "binary export";

    public const string TextImport = "text import";

    public const string TextExport = "text export";

    public const string RawCopy = "raw copy";

    private const string Connection = "Npgsql.NpgsqlConnection";
    private const string Source = "Npgsql.NpgsqlDataSource";
    private const string MultiHost = "Npgsql.NpgsqlMultiHostDataSource";

    public static Library Npgsql { get; } = new("Npgsql",
    [
        new(Connection, ApiRow.Constructor, Role.MakesConnection),
        .. Library.Members(Connection, Role.MakesConnection, null, "CloneWith", "CloneWithAsync"),
        .. Library.Members(Source, Role.MakesConnection, null, "CreateConnection"),
        .. Library.Members(MultiHost, Role.MakesConnection, null, "CreateConnection"),
        .. Library.Members(Source, Role.MakesOpenConnection, null, "OpenConnection", "OpenConnectionAsync"),
        .. Library.Members(MultiHost, Role.MakesOpenConnection, null, "OpenConnection", "OpenConnectionAsync"),
        .. Library.Members(Source, Role.MakesDataSourceCommand, null, "CreateCommand", "CreateBatch"),
        .. Library.Members(Connection, Role.MakesCommand, null, "CreateCommand", "CreateBatch"),
        new("Npgsql.NpgsqlCommand", ApiRow.Constructor, Role.MakesCommand, "connection"),
        new("Npgsql.NpgsqlBatch", ApiRow.Constructor, Role.MakesCommand, "connection"),
        new("Npgsql.NpgsqlCommand", "Connection", Role.CarriesConnection),
        new("Npgsql.NpgsqlBatch", "Connection", Role.CarriesConnection),
        new("Npgsql.NpgsqlTransaction", "Connection", Role.CarriesConnection),
        .. Library.Members("Npgsql.NpgsqlCommand", Role.OpensReader, null, "ExecuteReader", "ExecuteReaderAsync"),
        .. Library.Members("Npgsql.NpgsqlBatch", Role.OpensReader, null, "ExecuteReader", "ExecuteReaderAsync"),
        .. Library.Members("Npgsql.NpgsqlCommand", Role.RunsCommand, null, "ExecuteNonQueryAsync", "ExecuteScalarAsync", "PrepareAsync"),
        .. Library.Members("Npgsql.NpgsqlCommand", Role.NeedsOwnConnection, null, "Prepare", "PrepareAsync", "Connection", "Transaction"),
        .. Library.Members("Npgsql.NpgsqlBatch", Role.NeedsOwnConnection, null, "Prepare", "PrepareAsync", "Connection", "Transaction"),
        .. Library.Members(Connection, Role.BeginsTransaction, null, "BeginTransaction", "BeginTransactionAsync"),
        .. Library.Members(Connection, Role.Listens, null, "Wait", "WaitAsync", "Notification"),
        .. Copies(BinaryImport, "copyFromCommand", "BeginBinaryImport", "BeginBinaryImportAsync"),
        .. Copies(BinaryExport, "copyToCommand", "BeginBinaryExport", "BeginBinaryExportAsync"),
        .. Copies(TextImport, "copyFromCommand", "BeginTextImport", "BeginTextImportAsync"),
        .. Copies(TextExport, "copyToCommand", "BeginTextExport", "BeginTextExportAsync"),
        .. Copies(RawCopy, "copyCommand", "BeginRawBinaryCopy", "BeginRawBinaryCopyAsync"),
        .. Library.Members("Npgsql.NpgsqlBinaryImporter", Role.Releases, null, "Close", "CloseAsync", "Dispose", "DisposeAsync"),
        .. Library.Members("Npgsql.NpgsqlBinaryImporter", Role.CompletesCopy, null, "Complete", "CompleteAsync"),
        .. Library.Members("Npgsql.NpgsqlBinaryExporter", Role.Releases, null, "Dispose", "DisposeAsync"),
        .. Library.Members("Npgsql.NpgsqlBinaryImporter", Role.ReadsOn, null, "StartRow", "StartRowAsync", "Write", "WriteAsync", "WriteRow", "WriteRowAsync"),
        .. Library.Members("Npgsql.NpgsqlBinaryExporter", Role.ReadsOn, null, "StartRow", "StartRowAsync", "Read", "ReadAsync"),
        new("Npgsql.Replication.LogicalReplicationConnection", ApiRow.Constructor, Role.MakesConnection),
        new("Npgsql.Replication.PhysicalReplicationConnection", ApiRow.Constructor, Role.MakesConnection),
        new("Npgsql.Replication.ReplicationConnection", "Open", Role.Opens),
        new("Npgsql.Replication.ReplicationConnection", "DisposeAsync", Role.Releases),
    ]);

    private static IEnumerable<ApiRow> Copies(string detail, string parameter, params string[] members) =>
        members.Select(member => new ApiRow(Connection, member, Role.BeginsCopy, parameter, detail));
}
