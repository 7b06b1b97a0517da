using System.Reflection;

namespace Loyalty.Silo.Tests;

/// <summary>
/// Silos of two versions speak to each other during a rolling upgrade. What they say is written down in wire.txt: a line may be added,
/// none may change or go, and members are only appended.
/// </summary>
public class WireTests
{
    private static readonly string Path = RepositoryFiles.At("tests/Silo.Tests/Serialization/wire.txt");

    [Fact]
    public void The_wire_is_what_it_was_and_what_is_new_is_written_down()
    {
        var (was, now) = (File.ReadAllLines(Path).ToList(), Lines().ToList());

        Assert.Empty(was.Except(now, StringComparer.Ordinal));
        var added = now.Except(was, StringComparer.Ordinal).ToList();
        Assert.True(added.Count == 0, "Add to wire.txt:\n" + string.Join('\n', added));
    }

    [Fact]
    public void Members_have_numbers_without_a_gap()
    {
        foreach (var type in Contracts.Written)
            Assert.Equal(Enumerable.Range(0, Contracts.Members(type).Count()), Contracts.Members(type).Select(member => (int)member.Id));
    }

    private static IEnumerable<string> Lines()
    {
        foreach (var type in Contracts.Written)
        {
            yield return Contracts.AliasOf(type);
            foreach (var (id, name, member) in Contracts.Members(type))
                yield return $"{Contracts.AliasOf(type)} {id} {name}: {Name(member)}";
        }

        // Words travel as numbers.
        foreach (var word in Contracts.Written.SelectMany(Contracts.Members).Select(member => Nullable.GetUnderlyingType(member.Type) ?? member.Type).Where(type => type.IsEnum).Distinct())
        {
            foreach (var value in Enum.GetValues(word))
                yield return $"{word.Name} {(int)value} {value}";
        }

        foreach (var type in Contracts.Interfaces)
        {
            foreach (var method in type.GetMethods().OrderBy(method => method.Name, StringComparer.Ordinal))
                yield return $"{Contracts.AliasOf(type)} {method.Name}({string.Join(", ", method.GetParameters().Select(Parameter))}): {Name(method.ReturnType)}";
        }
    }

    private static string Parameter(ParameterInfo parameter) => Name(parameter.ParameterType);

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
