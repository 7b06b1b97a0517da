using System.Buffers;
using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>
/// Splits text into the records of a CSV file as RFC 4180 has it, one piece after another. The first line says what stands between cells
/// and, if it ends with a bare CR, that all lines do; before it may stand <c>sep=;</c>, as Excel takes it. After a quote that is out of
/// place or never closed nothing is guessed: it is the last record there is.
/// </summary>
internal sealed class CsvParser
{
    /// <summary>Characters of a record; a longer one is passed over.</summary>
    public const int MaxCharacters = 64 * 1024;

    private static readonly char[] Separators = [',', ';', '\t'];

    private static readonly SearchValues<char> InQuotes = SearchValues.Create("\"\r\n");

    private readonly List<string> _cells = [];
    private char[] _text = new char[1024];
    private SearchValues<char> _outside = SearchValues.Create("\"\r\n");
    private int _length;
    private int _recordLength;
    private Position _place = Position.Head;
    private LineEnds _lineEnds = LineEnds.Unknown;
    private char? _separator;
    private bool _carriageReturn;
    private bool _tooLong;
    private bool _bareLineEnd;
    private long _line = 1;
    private long _recordLine = 1;
    private long _quoteLine;

    private enum Position
    {
        // The first line, or the one behind sep=, as it comes.
        Head,
        CellStart,
        Cell,
        Quoted,
        // Behind a quote within quotes: the end of the cell, or half of a doubled one.
        Quote,
        Broken,
    }

    private enum LineEnds
    {
        Unknown,
        LineFeed,
        CarriageReturn,
    }

    /// <summary>Nothing more is read: a quote was out of place.</summary>
    public bool IsBroken => _place == Position.Broken;

    private char Separator => _separator ?? ',';

    /// <summary>Reads on until a record is whole.</summary>
    /// <param name="text">What is read of it is cut off.</param>
    /// <returns>Null when the text is used up.</returns>
    public CsvRecord? Read(ref ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && !IsBroken)
        {
            if (_carriageReturn)
            {
                if (BehindCarriageReturn(ref text) is { } ended)
                    return ended;
                continue;
            }

            if (_place is Position.Cell or Position.Quoted or Position.Head)
            {
                var plain = text.IndexOfAny(_place == Position.Quoted ? InQuotes : _outside);
                if (plain != 0)
                {
                    Keep(text[..(plain < 0 ? text.Length : plain)]);
                    text = plain < 0 ? [] : text[plain..];
                    continue;
                }
            }

            var c = text[0];
            text = text[1..];
            if (Take(c) is { } record)
                return record;
        }

        return null;
    }

    /// <summary>The last record of the text, which need not end with a line end.</summary>
    public CsvRecord? End()
    {
        if (_place == Position.Head && (_length > 0 || _tooLong))
            return HeadEnds(_line);
        if (_place == Position.Quoted)
            return NeverClosed();
        return _place is Position.Broken or Position.Head || (_place == Position.CellStart && _cells.Count == 0 && _length == 0) ? null : RecordEnds();
    }

    private CsvRecord? Take(char c)
    {
        switch (_place)
        {
            case Position.Quoted when c == '"':
                _place = Position.Quote;
                return null;
            case Position.Quoted:
                // A line break of the cell's own; CR LF is one.
                Keep([c]);
                _carriageReturn = c == '\r';
                _line++;
                return null;
            case Position.Quote when c == '"':
                Keep([c]);
                _place = Position.Quoted;
                return null;
            case Position.Head when c == '"':
                Keep([c]);
                return null;
            case Position.CellStart when c == '"':
                _place = Position.Quoted;
                _quoteLine = _line;
                return null;
        }

        if (c == '\r')
        {
            _carriageReturn = _lineEnds != LineEnds.CarriageReturn;
            return _carriageReturn ? null : LineEnd(c);
        }

        if (c == '\n')
            return LineEnd(c);
        if (c == Separator && _place != Position.Head)
        {
            CellEnds();
            return null;
        }

        if (c == '"' || _place == Position.Quote)
            return Broken($"The quote on line {Number(_line)} is out of place: a quoted cell begins and ends with one, and one within is doubled");
        Keep([c]);
        _place = _place == Position.Head ? Position.Head : Position.Cell;
        return null;
    }

    // A CR was the last character: what follows says whether it was half of a line end.
    private CsvRecord? BehindCarriageReturn(ref ReadOnlySpan<char> text)
    {
        _carriageReturn = false;
        var isPair = text[0] == '\n';
        if (_place == Position.Quoted)
        {
            if (isPair)
            {
                Keep(text[..1]);
                text = text[1..];
            }

            return null;
        }

        if (isPair)
        {
            text = text[1..];
            return _place == Position.Head && _lineEnds == LineEnds.CarriageReturn ? null : LineEnd('\n');
        }

        if (_lineEnds == LineEnds.Unknown)
        {
            _lineEnds = LineEnds.CarriageReturn;
            return LineEnd('\r');
        }

        _bareLineEnd = true;
        Keep(['\r']);
        _place = _place == Position.CellStart ? Position.Cell : _place;
        return null;
    }

    private CsvRecord? LineEnd(char c)
    {
        if (_lineEnds == LineEnds.Unknown)
            _lineEnds = LineEnds.LineFeed;
        if (c == '\n' && _lineEnds == LineEnds.CarriageReturn)
        {
            // The second half of CR LF at the beginning of a record, else a line end of another kind within one.
            if (_place is Position.CellStart or Position.Head && _cells.Count == 0 && _length == 0)
                return null;
            _bareLineEnd = true;
            Keep([c]);
            _place = _place == Position.CellStart ? Position.Cell : _place;
            return null;
        }

        var line = _line++;
        return _place == Position.Head ? HeadEnds(line) : RecordEnds();
    }

    private CsvRecord? HeadEnds(long line)
    {
        var head = _text.AsSpan(0, _length).ToString().TrimStart('\uFEFF');
        var fault = _tooLong ? Fault() : null;
        Clear();
        if (fault is null && string.IsNullOrWhiteSpace(head))
            return null;
        if (fault is null && HintOf(head) is { } hint)
        {
            _separator = hint;
            return null;
        }

        _separator ??= Separators.MaxBy(separator => head.Count(c => c == separator));
        _outside = SearchValues.Create(['"', '\r', '\n', Separator]);
        _place = Position.CellStart;
        if (fault is not null)
            return new CsvRecord(line, [], Separator, fault);
        (var next, _line, _recordLine) = (_line, line, line);
        ReadOnlySpan<char> rest = head;
        var record = Read(ref rest) ?? (_place == Position.Quoted ? NeverClosed() : RecordEnds());
        (_line, _recordLine) = (next, next);
        return record;
    }

    private CsvRecord? RecordEnds()
    {
        CellEnds();
        // Excel writes rows of separators alone where cells were emptied.
        var isBlank = _cells.All(string.IsNullOrWhiteSpace) && !_tooLong && !_bareLineEnd;
        CsvRecord? record = isBlank ? null : new CsvRecord(_recordLine, [.. _cells], Separator, Fault());
        Clear();
        return record;
    }

    private Refusal? Fault()
    {
        if (_tooLong)
            return new Refusal("line-too-long", $"The row has more than {MaxCharacters} characters.");
        if (_bareLineEnd)
            return new Refusal("row-not-valid", "The row holds a line end of another kind than the first line has.");
        return _cells.Exists(cell => cell.Contains('\uFFFD', StringComparison.Ordinal))
            ? new Refusal("encoding-not-valid", "The row is not UTF-8 or UTF-16, or holds U+FFFD. Save the file as UTF-8.")
            : null;
    }

    private CsvRecord NeverClosed() => Broken($"The quote on line {Number(_quoteLine)} is never closed");

    private CsvRecord Broken(string fault)
    {
        _place = Position.Broken;
        return new CsvRecord(_recordLine, [], Separator, new Refusal("row-not-valid", $"{fault}. What comes after it was not read."));
    }

    private void CellEnds()
    {
        if (!_tooLong)
            _cells.Add(_text.AsSpan(0, _length).ToString());
        _length = 0;
        _recordLength++;
        _tooLong = _tooLong || _recordLength > MaxCharacters;
        _place = Position.CellStart;
    }

    private void Keep(ReadOnlySpan<char> text)
    {
        _recordLength += text.Length;
        if (_tooLong || _recordLength > MaxCharacters)
        {
            (_tooLong, _length) = (true, 0);
            _recordLength = MaxCharacters;
            return;
        }

        if (_length + text.Length > _text.Length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + text.Length));
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    private void Clear()
    {
        _cells.Clear();
        (_length, _recordLength, _tooLong, _bareLineEnd) = (0, 0, false, false);
        _recordLine = _line;
        _place = _place == Position.Head ? Position.Head : Position.CellStart;
    }

    private static char? HintOf(string line)
    {
        var hint = line.Trim(' ').Trim('"');
        return hint.Length == 5 && hint.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && Separators.Contains(hint[4]) ? hint[4] : null;
    }

    private static string Number(long line) => line.ToString(CultureInfo.InvariantCulture);
}
