namespace PgAntiPatterns.Sql;

/// <summary>
/// Walks over the parts of a text once with a stack of frames, so that every part knows in which clause of what it stands.
/// It accepts any order of parts: a word it does not expect changes nothing.
/// </summary>
internal sealed partial class SqlMachine
{
    private readonly string _text;
    private readonly SqlParts _parts;
    private readonly SqlPlaceCollector _places;
    private readonly SqlReadAs _readAs;
    private readonly List<SqlStatement> _statements = [];
    private SqlFrame[] _frames = new SqlFrame[16];
    private int _depth;
    private int _openParens;
    private int _openBrackets;
    private int _bodies;
    private bool _isInStatement;
    private SqlStatement _statement = new(SqlStatementKind.Unknown, 0);

    public SqlMachine(SqlTemplate template, SqlParts parts, SqlPlaceCollector places, SqlReadAs readAs)
    {
        _text = template.Text;
        _parts = parts;
        _places = places;
        _readAs = readAs;
    }

    public IReadOnlyList<SqlStatement> Statements => _statements;

    private ref SqlFrame Top => ref _frames[_depth];

    public void Run()
    {
        for (var i = 0; i < _parts.Count; i++)
        {
            if (!_isInStatement && _parts[i].Kind != SqlTokenKind.Semicolon)
            {
                BeginStatement(i);
            }

            Step(i);
            if (_isInStatement)
            {
                _statement.End = _parts[i].End;
            }
        }
    }

    private void BeginStatement(int i)
    {
        _isInStatement = true;
        _depth = 0;
        _openParens = 0;
        _openBrackets = 0;
        _bodies = 0;
        _frames[0] = default;
        Top.Enter(SqlClause.Start);
        _statement = SqlStatements.Begin(_parts, _text, i);
        _statements.Add(_statement);
        Top.Verb = _statement.Kind;
        if (_statement.Kind == SqlStatementKind.Unknown && _readAs != SqlReadAs.Statements)
        {
            Top.Enter(_readAs == SqlReadAs.Value ? SqlClause.Value : SqlClause.Condition);
        }
        else if (SqlStatements.IsUtility(_statement.Kind))
        {
            Top.Enter(SqlClause.Utility);
        }
    }

    private void Step(int i)
    {
        var part = _parts[i];
        switch (part.Kind)
        {
            case SqlTokenKind.Semicolon:
                Semicolon();
                break;
            case SqlTokenKind.OpenParen:
                OpenParen(i);
                break;
            case SqlTokenKind.OpenBracket:
                OpenBracket(i);
                break;
            case SqlTokenKind.CloseParen:
                Close(isParen: true);
                break;
            case SqlTokenKind.CloseBracket:
                Close(isParen: false);
                break;
            case SqlTokenKind.Comma:
                Comma();
                break;
            case SqlTokenKind.Operator:
                Operator(i);
                break;
            case SqlTokenKind.TypeCast:
                Top.AfterOperand = false;
                Top.IsType = true;
                break;
            case SqlTokenKind.Dot or SqlTokenKind.DotDot or SqlTokenKind.Colon or SqlTokenKind.Unknown:
                Top.AfterOperand = false;
                break;
            case SqlTokenKind.ColonEquals or SqlTokenKind.EqualsGreater:
                Top.AfterOperand = false;
                Top.Side = SqlSide.Right;
                break;
            case SqlTokenKind.Word when part.Keyword != SqlKeyword.None && !IsName(i):
                Keyword(i);
                break;
            default:
                Operand(i);
                break;
        }
    }

    /// <summary>Behind a dot, and as the label of a column, every keyword is a name.</summary>
    private bool IsName(int i)
    {
        var previous = _parts[i - 1];
        return previous.Kind == SqlTokenKind.Dot
            || (previous.Keyword == SqlKeyword.As && Top.Clause is SqlClause.SelectList or SqlClause.Returning);
    }

    private void Operand(int i)
    {
        var part = _parts[i];
        if (_places.Wants(part.Token))
        {
            _places.Add(part.Token, PlaceOf(i), IsDoubtful(i));
        }

        Take(i);
    }

    /// <summary>The part is an operand, a name or a literal: what is due next changes.</summary>
    private void Take(int i)
    {
        ref var frame = ref Top;
        var part = _parts[i];
        if (frame.AfterOperand && part.Kind == SqlTokenKind.Hole && IsOperatorHole(i))
        {
            frame.AfterOperand = false;
            frame.Side = frame.Side == SqlSide.Left ? SqlSide.Right : SqlSide.Start;
            return;
        }

        var previous = _parts[i - 1];
        frame.IsType &= previous.Kind is SqlTokenKind.TypeCast or SqlTokenKind.Dot || previous.Keyword is SqlKeyword.As or SqlKeyword.Returning || part.Keyword == SqlKeyword.Varying;
        frame.AfterOperand = true;
        frame.IsInPending = false;
        if (frame.Side is SqlSide.Start or SqlSide.Condition)
        {
            frame.Side = SqlSide.Left;
        }

        frame.HasHole |= part.Kind == SqlTokenKind.Hole;
        frame.HasColumnOnLeft |= frame.Side == SqlSide.Left && part.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier or SqlTokenKind.Hole;
    }

    private void Semicolon()
    {
        if (_bodies > 0)
        {
            // BEGIN ATOMIC … END: the semicolons belong to the body.
            while (_depth > 0 && Top.Kind != SqlFrameKind.Body)
            {
                Pop();
            }

            Top.Enter(SqlClause.Start);
            Top.Verb = SqlStatementKind.Unknown;
        }
        else if (_openParens == 0)
        {
            _isInStatement = false;
        }
        else
        {
            Top.Restart(SqlSide.Start);
        }
    }

    private void Comma()
    {
        while (Top.Kind == SqlFrameKind.Case && _depth > 0)
        {
            Pop();
        }

        ref var frame = ref Top;
        if (frame.Clause == SqlClause.Condition && frame.HasJoin)
        {
            // FROM a JOIN b ON …, c
            frame.Clause = SqlClause.From;
        }

        frame.Items++;
        frame.Restart(frame.Clause == SqlClause.Elements ? SqlSide.Right : SqlSide.Start);
    }

    private void Push(SqlFrameKind kind, SqlClause clause, int open)
    {
        if (_depth + 1 == _frames.Length)
        {
            Array.Resize(ref _frames, _frames.Length * 2);
        }

        var query = kind is SqlFrameKind.Subquery or SqlFrameKind.Body ? _depth + 1 : Top.Query;
        var pattern = kind is SqlFrameKind.Group or SqlFrameKind.Call or SqlFrameKind.Array ? Top.Pattern : SqlPatternOperator.None;
        Count(kind, 1);
        Top.IsInPending = false;
        _depth++;
        _frames[_depth] = default;
        ref var frame = ref Top;
        frame.Enter(clause);
        frame.Kind = kind;
        frame.Open = open;
        frame.Query = query;
        frame.InheritedPattern = pattern;
        frame.Pattern = pattern;
        frame.Side = clause == SqlClause.Elements ? SqlSide.Right : SqlSide.Start;
    }

    private void Pop()
    {
        Count(Top.Kind, -1);
        _depth--;
    }

    private void Count(SqlFrameKind kind, int change)
    {
        switch (kind)
        {
            case SqlFrameKind.Case:
                break;
            case SqlFrameKind.Body:
                _bodies += change;
                break;
            case SqlFrameKind.Array or SqlFrameKind.Subscript:
                _openBrackets += change;
                break;
            default:
                _openParens += change;
                break;
        }
    }
}
