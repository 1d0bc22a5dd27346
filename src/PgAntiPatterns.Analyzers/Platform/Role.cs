namespace PgAntiPatterns.Platform;

/// <summary>What a library member does, as verbs; a row gives a member one role.</summary>
internal enum Role
{
    /// <summary>Takes SQL text whose placeholders are Npgsql's: @name, :name, $1.</summary>
    TakesSql,

    /// <summary>Takes a COPY statement, which never has parameters.</summary>
    TakesCopySql,

    /// <summary>Takes SQL text that Dapper hands on; its parameters are the members of an object.</summary>
    TakesDapperSql,

    /// <summary>Takes SQL text in which {0} and {1} stand for parameters that follow.</summary>
    TakesNumberedSql,

    /// <summary>Takes an interpolated string whose holes become parameters.</summary>
    TakesInterpolatedSql,

    /// <summary>Takes SQL text that a migration executes.</summary>
    TakesMigrationSql,

    /// <summary>Takes the SQL of a value in the model, such as a column's default.</summary>
    TakesSqlValue,

    /// <summary>Takes the SQL of a condition in the model, such as a check constraint.</summary>
    TakesSqlCondition,

    /// <summary>Gives back text that can only be a name: its argument quoted, or in characters that end no name and no literal.</summary>
    QuotesIdentifier,

    /// <summary>Gives back a name that the model decides, such as a table's.</summary>
    NamesModelObject,

    /// <summary>Gives back what somebody outside the program wrote.</summary>
    ReadsUserInput,

    /// <summary>Calls what it is given, or is made to be called, with what somebody outside the program wrote.</summary>
    HandsOnUserInput,

    /// <summary>Gives back what whoever runs the program has configured.</summary>
    ReadsConfiguration,

    /// <summary>Takes a connection string, or a part of one, as text.</summary>
    TakesConnectionString,

    /// <summary>Takes a connection-string keyword as text, next to its value.</summary>
    TakesKeyword,

    /// <summary>Makes a command or a batch command that has no parameters yet.</summary>
    CreatesCommand,

    /// <summary>Sends a command to the server.</summary>
    ExecutesCommand,

    /// <summary>Takes a command that is executed later, by somebody else.</summary>
    TakesCommand,

    /// <summary>Takes a command to be sent together with others.</summary>
    TakesBatchCommand,

    /// <summary>Gives access to commands that were handed over.</summary>
    HoldsCommands,

    /// <summary>The command that a text was given to, inside an object that executes it.</summary>
    HoldsCommand,

    /// <summary>Decides whether a command's text is SQL or the name of a procedure or table.</summary>
    TakesCommandType,

    /// <summary>The collection of a command's parameters.</summary>
    HoldsParameters,

    /// <summary>Adds one parameter to a collection.</summary>
    AddsParameter,

    /// <summary>Adds several parameters to a collection.</summary>
    AddsParameters,

    /// <summary>Takes all parameters out of a collection.</summary>
    ClearsParameters,

    /// <summary>Looks into a collection of parameters and leaves it as it is.</summary>
    LooksAtParameters,

    /// <summary>Makes a parameter.</summary>
    CreatesParameter,

    /// <summary>Takes the name of a parameter; a parameter without one is positional.</summary>
    TakesParameterName,

    /// <summary>Takes the value of a parameter.</summary>
    TakesParameterValue,

    /// <summary>Takes the type of a parameter.</summary>
    TakesParameterType,

    /// <summary>Makes an object to which parameters are added by name.</summary>
    CreatesParameterBag,

    /// <summary>Takes an object whose members are the parameters.</summary>
    TakesParameterObject,

    /// <summary>Takes the parameters in the order of their numbers.</summary>
    TakesParameterValues,

    /// <summary>Gives a connection that is still closed.</summary>
    MakesConnection,

    /// <summary>Gives a connection that is open and belongs to the caller.</summary>
    MakesOpenConnection,

    /// <summary>Opens the connection that it is called on.</summary>
    Opens,

    /// <summary>Gives back what it is called on, or what the row's parameter takes: closes, disposes, cancels.</summary>
    Releases,

    /// <summary>Gives a command or batch that runs on the connection it is called on, or that the row's parameter takes.</summary>
    MakesCommand,

    /// <summary>Gives a command or batch that opens a connection of its own at each execution.</summary>
    MakesDataSourceCommand,

    /// <summary>The connection of a command, batch or transaction.</summary>
    CarriesConnection,

    /// <summary>A member that commands and batches of a data source refuse.</summary>
    NeedsOwnConnection,

    /// <summary>Says whether a connection is open.</summary>
    TellsState,

    /// <summary>Runs the command that it is called on, to its end.</summary>
    RunsCommand,

    /// <summary>Runs a command on the connection that it is called on or that the row's parameter takes, to its end.</summary>
    RunsOnConnection,

    /// <summary>Gives an open reader of the command that it is called on.</summary>
    OpensReader,

    /// <summary>Gives an open reader over the connection that the row's parameter takes.</summary>
    OpensReaderOnConnection,

    /// <summary>Gives rows that are read while they are enumerated; the connection stays busy until then.</summary>
    StreamsOnConnection,

    /// <summary>Moves an open reader on.</summary>
    ReadsOn,

    /// <summary>Begins a transaction on the connection that it is called on.</summary>
    BeginsTransaction,

    /// <summary>Makes what a transaction wrote permanent.</summary>
    Commits,

    /// <summary>Takes back on purpose what a transaction wrote.</summary>
    RollsBack,

    /// <summary>Begins a COPY on the connection that it is called on; the detail says which.</summary>
    BeginsCopy,

    /// <summary>Makes the rows of a COPY permanent.</summary>
    CompletesCopy,

    /// <summary>Gives a DbContext that belongs to the caller.</summary>
    MakesContext,

    /// <summary>Keeps the context's connection open until it is told otherwise.</summary>
    OpensContext,

    /// <summary>Lets go of the connection that the context was told to keep.</summary>
    ClosesContext,

    /// <summary>Begins a transaction on the context's connection.</summary>
    BeginsContextTransaction,

    /// <summary>Gives the connection that belongs to the context.</summary>
    ReachesContextConnection,

    /// <summary>Runs something on the context that it is called on or whose query or facade the row's parameter takes, to its end.</summary>
    RunsOnContext,

    /// <summary>Writes through the context, to its end.</summary>
    WritesOnContext,

    /// <summary>Turns a query into rows that are read while they are enumerated.</summary>
    StreamsOnContext,

    /// <summary>Takes its argument over, and disposes it when its own time comes.</summary>
    TakesOver,

    /// <summary>Only looks at its argument.</summary>
    Borrows,

    /// <summary>Registers a service of which the whole program shares one instance.</summary>
    RegistersSingleton,

    /// <summary>Registers a DbContext whose lifetime the row's parameter takes.</summary>
    RegistersContext,

    /// <summary>Registers a connection whose lifetime the row's parameter takes.</summary>
    RegistersConnection,

    /// <summary>Waits for all tasks that it is given.</summary>
    AwaitsAll,

    /// <summary>Runs a delegate beside the code that calls it, once.</summary>
    RunsBeside,

    /// <summary>Runs a delegate many times, beside each other.</summary>
    RunsManyBeside,

    /// <summary>Gives a lazy sequence that runs a delegate for each element.</summary>
    MapsEach,

    /// <summary>Lets callers in one after the other.</summary>
    Guards,

    /// <summary>Waits for or reacts to messages of the server, for which a connection lives as long as the program.</summary>
    Listens,

    /// <summary>Sends the command that it is called on.</summary>
    SendsCommand,

    /// <summary>Sends the SQL that it is given; the parameter names the connection.</summary>
    SendsSql,

    /// <summary>Sends the SQL that it is given once per element where its parameters are a sequence.</summary>
    SendsSqlPerElement,

    /// <summary>Sends the LINQ query that it is given.</summary>
    SendsQuery,

    /// <summary>Sends what it is given where that is a database query, and only walks over it where it is a collection.</summary>
    SendsQueryOrWalks,

    /// <summary>Sends one UPDATE or DELETE for the LINQ query that it is given.</summary>
    SendsSetWrite,

    /// <summary>Looks an entity up by its key, at the server unless it is tracked.</summary>
    SendsKeyLookup,

    /// <summary>Loads a navigation of one entity.</summary>
    SendsNavigationLoad,

    /// <summary>Saves the tracked changes of a context.</summary>
    SendsChanges,

    /// <summary>Sends SQL text through a context.</summary>
    SendsEntitySql,

    /// <summary>Makes a delegate that sends a query whenever it is called.</summary>
    CompilesQuery,

    /// <summary>Takes a connection from the pool.</summary>
    RentsConnection,

    /// <summary>Moves a reader to its next row.</summary>
    AdvancesReader,

    /// <summary>Adds an entity to a context.</summary>
    AddsEntity,

    /// <summary>Marks entities for deletion.</summary>
    RemovesEntities,

    /// <summary>Skips rows of a query, so that it is a page.</summary>
    SkipsRows,

    /// <summary>Calls a delegate once per element, one after the other.</summary>
    CallsPerElement,

    /// <summary>Calls a delegate once per element, several at a time.</summary>
    CallsPerElementAtOnce,

    /// <summary>Calls a delegate until it gives the answer that is looked for.</summary>
    CallsUntilFound,

    /// <summary>Calls a delegate once.</summary>
    CallsOnce,

    /// <summary>Lets time pass.</summary>
    Pauses,

    /// <summary>Gives the next item of a source, such as a line of a file.</summary>
    GivesNextItem,

    /// <summary>Moves an enumerator on.</summary>
    AdvancesEnumerator,

    /// <summary>Gives items as somebody else produces them.</summary>
    ConsumesQueue,

    /// <summary>Gives all values of an enumeration.</summary>
    ListsEnumValues,

    /// <summary>Loads navigations together with the entities.</summary>
    IncludesNavigation,

    /// <summary>Makes navigations load themselves when they are read.</summary>
    LoadsLazily,

    /// <summary>Loads a navigation for the property that it is called in.</summary>
    LoadsOwnNavigation,

    /// <summary>Creates a connection-string builder, whose properties are the settings.</summary>
    BuildsConnectionString,

    /// <summary>Gives access to the connection-string builder behind something else.</summary>
    ExposesConnectionString,

    /// <summary>Gives back the connection string that the settings make.</summary>
    GivesConnectionString,

    /// <summary>Gives back the connection string that the configuration has under a name.</summary>
    ReadsConnectionString,

    /// <summary>Gives back a configuration value by its path.</summary>
    ReadsConfigurationPath,

    /// <summary>Creates the builder of a data source.</summary>
    BuildsDataSource,

    /// <summary>Creates a data source, which is a pool.</summary>
    CreatesDataSource,

    /// <summary>Makes a context speak through a data source or connection.</summary>
    UsesDataSource,

    /// <summary>Creates the object whose MapEnum maps a type for the context's own conversions.</summary>
    OffersMapEnum,

    /// <summary>Maps a type on the builder of a data source.</summary>
    MapsTypeInDataSource,

    /// <summary>Gives access to the mapper of types for all connections.</summary>
    MapsTypesGlobally,

    /// <summary>Throws away the idle connections of a pool.</summary>
    ClearsPool,

    /// <summary>Sets how long a command may take, in seconds; zero is for ever.</summary>
    TakesCommandTimeout,

    /// <summary>Runs its delegate, or keeps its argument, once for the life of the program.</summary>
    RunsOnce,

    /// <summary>Runs its delegate once per key and keeps the result.</summary>
    RunsOncePerKey,

    /// <summary>Runs its delegate for every scope, unless the argument that the row names in its detail says otherwise.</summary>
    RunsPerScope,

    /// <summary>Runs its delegate for every request, message or tick.</summary>
    RunsPerCall,

    /// <summary>Is called when the program starts.</summary>
    IsCalledAtStart,

    /// <summary>Is called when the program, or the owner, ends.</summary>
    IsCalledAtEnd,

    /// <summary>Is called for every request, message or tick.</summary>
    IsCalledPerCall,

    /// <summary>Is called for every context that is created.</summary>
    IsCalledPerScope,

    /// <summary>Is a type that is constructed for every request.</summary>
    IsCreatedPerCall,

    /// <summary>Registers a data source with the container, with the lifetime of the argument that the row names.</summary>
    RegistersDataSource,

    /// <summary>Asks whether the program runs on a developer's machine.</summary>
    ChecksForDevelopment,

    /// <summary>Writes values of parameters or rows into logs and errors.</summary>
    ShowsValues,

    /// <summary>Takes the callback that decides whether a server's certificate is good.</summary>
    TakesCertificateCheck,

    /// <summary>Takes a callback that sets up TLS.</summary>
    TakesTlsSetup,

    /// <summary>Applies migrations, or creates or drops the database.</summary>
    ChangesSchema,

    /// <summary>Gives back something that belongs to one request, or is new every time.</summary>
    VariesPerCall,

    /// <summary>Takes a connection string for a connection whose pool the string itself is the key of.</summary>
    KeysPoolByString,
}
