using System.Globalization;
using Microsoft.Extensions.Configuration;

const int Silos = 2;
const int FirstClusterPort = 11111;

var builder = DistributedApplication.CreateBuilder(args);

// A database that is there already, or one in a container, which makes the tables of Orleans when it is new.
var database = builder.Configuration.GetConnectionString("loyalty") is null ? Container() : builder.AddConnectionString("loyalty");

for (var i = 0; i < Silos; i++)
{
    var silo = builder.AddProject<Projects.Silo>($"silo-{i + 1}", options => options.ExcludeLaunchProfile = true)
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health/ready")
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
        .WithEnvironment("Loyalty__Journal__Provider", "postgres")
        .WithEnvironment("Loyalty__Journal__ConnectionString", database.Resource.ConnectionStringExpression)
        .WithEnvironment("Loyalty__Cluster__Id", "loyalty")
        .WithEnvironment("Loyalty__Cluster__Port", (FirstClusterPort + i).ToString(CultureInfo.InvariantCulture))
        .WithEnvironment("Loyalty__Telemetry__TracePercent", "100")
        .WaitFor(database);
    // The dashboard is the collector; its key comes in a variable that the exporter reads by itself.
    silo.WithEnvironment(context => context.EnvironmentVariables["Loyalty__Telemetry__Endpoint"] = context.EnvironmentVariables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
}

builder.Build().Run();

IResourceBuilder<IResourceWithConnectionString> Container() => builder.AddPostgres("postgres")
    .WithDataVolume("loyalty-postgres")
    .WithEnvironment("POSTGRES_DB", "loyalty")
    .WithInitFiles("../sql/postgresql")
    .AddDatabase("loyalty");
