using Loyalty.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Loyalty.Bench;

/// <summary>What the accounts write to and read from.</summary>
internal sealed record JournalParts(IJournal Journal, ISnapshotStore Snapshots, IPersonStore Persons);

/// <summary>The program as it is, its accounts on another journal. All else, which is not measured, stays in a SQLite file that goes with the process.</summary>
internal static class OtherJournal
{
    /// <param name="args">The program's command line.</param>
    /// <param name="parts">What takes the journal's place; the container closes it.</param>
    public static Task<WebApplication> BuildAsync(string[] args, JournalParts parts, Action<WebApplicationBuilder> configure)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-bench-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return Silo.Program.BuildAsync(
            [.. args, "--Loyalty:Journal:Provider=sqlite", $"--Loyalty:Journal:ConnectionString=Data Source={Path.Combine(folder, "beside.db")}"],
            builder =>
            {
                var services = builder.Services;
                // By a factory, so that the container closes it.
                services.Replace(ServiceDescriptor.Singleton(_ => parts.Journal));
                services.Replace(ServiceDescriptor.Singleton(parts.Snapshots));
                services.Replace(ServiceDescriptor.Singleton(parts.Persons));
                var context = services.Single(service => service.ServiceType == typeof(AccountContext));
                services.Replace(ServiceDescriptor.Singleton(provider => 
                    (AccountContext)context.ImplementationFactory!(provider) with
                    {
                        Persons = parts.Persons,
                        Accounts = new SeparateStores(parts.Journal, parts.Snapshots, parts.Persons),
                    }));
                configure(builder);
            });
    }
}
