using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Pipeline.Delivery;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Mail;

public sealed class PickupMailerTests : IAsyncDisposable
{
    private readonly SmtpSink _sink = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"pipeline-mail-{Guid.NewGuid():N}", "mail");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync();
        if (Directory.Exists(Path.GetDirectoryName(_folder)))
        {
            Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
        }
    }

    [Fact]
    public async Task Send_FolderAlone_WritesAReadableFileThere()
    {
        var mail = Examples.Mail();
        var outcome = await Mailer(withServer: false).SendAsync(mail, Token);

        var file = Path.Combine(_folder, $"{mail.Id}.eml");
        Assert.Equal(new SendOutcome.Submitted(file), outcome);
        Assert.Equal(mail.Subject, (await MimeMessage.LoadAsync(file, Token)).Subject);
        Assert.Equal([file], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Send_SameMailAgain_ReplacesItsFile()
    {
        var mail = Examples.Mail();
        await Mailer(withServer: false).SendAsync(mail, Token);
        await Mailer(withServer: false).SendAsync(mail with { Subject = "second" }, Token);
        Assert.Equal("second", (await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(_folder)), Token)).Subject);
    }

    [Fact]
    public async Task Send_IdThatLeadsOut_StaysInTheFolder()
    {
        await Mailer(withServer: false).SendAsync(Examples.Mail() with { Id = "../../outside" }, Token);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Send_FolderCannotBeMade_IsNotSent()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder)!);
        await File.WriteAllTextAsync(_folder, "a file is in the way", Token);
        Assert.IsType<SendOutcome.NotSent>(await Mailer(withServer: false).SendAsync(Examples.Mail(), Token));
    }

    [Fact]
    public async Task Send_ServerAndFolder_KeepsWhatTheServerTook()
    {
        var mail = Examples.Mail();
        Assert.IsType<SendOutcome.Submitted>(await Mailer(withServer: true).SendAsync(mail, Token));
        Assert.Equal(
            Assert.Single(_sink.Mails).Content.ToArray(),
            await File.ReadAllBytesAsync(Path.Combine(_folder, $"{mail.Id}.eml"), Token));
    }

    [Fact]
    public async Task Send_ServerRefuses_KeepsNothing()
    {
        _sink.Fault = SmtpFault.RecipientUnknown550;
        Assert.IsType<SendOutcome.AddressRefused>(await Mailer(withServer: true).SendAsync(Examples.Mail(), Token));
        Assert.False(Directory.Exists(_folder));
    }

    [Fact]
    public async Task Send_SentButFolderIsBroken_IsSubmittedAllTheSame()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder)!);
        await File.WriteAllTextAsync(_folder, "a file is in the way", Token);
        Assert.IsType<SendOutcome.Submitted>(await Mailer(withServer: true).SendAsync(Examples.Mail(), Token));
        Assert.Single(_sink.Mails);
    }

    private IMailer Mailer(bool withServer)
    {
        var configuration = new ConfigurationManager { ["Mail:PickupFolder"] = _folder };
        if (withServer)
        {
            configuration["Smtp:Host"] = "127.0.0.1";
            configuration["Smtp:Port"] = $"{_sink.Port}";
            configuration["Smtp:Security"] = "none";
        }

        return new ServiceCollection().AddLogging().AddPipelineAdapters(configuration).BuildServiceProvider().GetRequiredService<IMailer>();
    }
}
