namespace Loyalty.Domain;

/// <summary>Looks for repetitions without end within repetitions without end, in a regular expression that is known to be one.</summary>
internal static class Repetitions
{
    /// <summary>Whether a group that repeats something without end is itself repeated without end.</summary>
    public static bool AreNested(string pattern)
    {
        var groups = new Stack<bool>();
        var (repeats, closed) = (false, false);
        for (var at = 0; at < pattern.Length; at++)
        {
            var before = closed;
            closed = false;
            switch (pattern[at])
            {
                case '\\':
                    at++;
                    break;
                case '[':
                    at = EndOfClass(pattern, at);
                    break;
                case '(':
                    groups.Push(repeats);
                    repeats = false;
                    break;
                case ')':
                    closed = repeats;
                    repeats |= groups.TryPop(out var outer) && outer;
                    break;
                default:
                    if (!IsEndless(pattern, at))
                        break;
                    if (before)
                        return true;
                    repeats = true;
                    break;
            }
        }

        return false;
    }

    private static bool IsEndless(string pattern, int at)
    {
        if (pattern[at] is '*' or '+')
            return true;
        if (pattern[at] != '{')
            return false;
        var end = pattern.IndexOf('}', at);
        return end > at + 2 && pattern[end - 1] == ',' && !pattern.AsSpan((at + 1)..(end - 1)).ContainsAnyExceptInRange('0', '9');
    }

    private static int EndOfClass(string pattern, int at)
    {
        // A bracket that comes first is meant as itself.
        at += at + 1 < pattern.Length && pattern[at + 1] == '^' ? 2 : 1;
        for (var first = at; at < pattern.Length && (pattern[at] != ']' || at == first); at++)
        {
            if (pattern[at] == '\\')
                at++;
        }

        return at;
    }
}
