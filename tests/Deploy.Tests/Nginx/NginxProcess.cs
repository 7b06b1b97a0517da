using System.Diagnostics;
using System.Net;

namespace Loyalty.Deploy.Tests;

/// <summary>nginx with the shipped configuration on a free loopback port, without the certificate.</summary>
internal sealed class NginxProcess : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Process _process;

    private NginxProcess(string folder, Process process, Uri address)
    {
        _folder = folder;
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<NginxProcess> StartAsync(IReadOnlyList<int> engines)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-nginx-").FullName;
        var port = FreePort.Next();
        var site = await File.ReadAllTextAsync(RepositoryFiles.At("deploy/nginx/loyalty.conf"));
        site = Replaced(site, "listen 443 ssl http2;", $"listen 127.0.0.1:{port};");
        site = Replaced(site, "server_name loyalty.example.com;", "");
        site = Replaced(site, "ssl_certificate     /etc/ssl/loyalty/fullchain.pem;", "");
        site = Replaced(site, "ssl_certificate_key /etc/ssl/loyalty/privkey.pem;", "");
        for (var i = 0; i < engines.Count; i++)
            site = Replaced(site, $"10.0.0.1{i + 1}:5080", $"127.0.0.1:{engines[i]}");
        var paths = string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(name => $"{name}_temp_path {folder}/{name};\n"));
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(
            file, $"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log stderr warn;\nevents {{ }}\nhttp {{\n{paths}{site}\n}}\n");
        await Tool.SucceedAsync(Tool.Find("nginx")!, "-t", "-p", folder, "-c", file);
        var process = Process.Start(new ProcessStartInfo(Tool.Find("nginx")!, ["-p", folder, "-c", file]) { UseShellExecute = false })!;
        var nginx = new NginxProcess(folder, process, new Uri($"http://127.0.0.1:{port}"));
        await Eventually.IsTrue(nginx.IsReadyAsync, "nginx answers");
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Replaced(string text, string old, string with) =>
        text.Contains(old, StringComparison.Ordinal) ? text.Replace(old, with, StringComparison.Ordinal) : throw new InvalidOperationException($"The configuration lacks '{old}'.");

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var http = new HttpClient();
            using var answer = await http.GetAsync(new Uri(Address, "/metrics"));
            return answer.StatusCode == HttpStatusCode.NotFound;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
