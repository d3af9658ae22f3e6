using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>Refuses settings with which no mail could go out.</summary>
internal sealed class SmtpOptionsRule(IOptions<MailOptions> mail, IOptions<DeliveryOptions> delivery) : IValidateOptions<SmtpOptions>
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(100);

    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Host) && string.IsNullOrWhiteSpace(mail.Value.PickupFolder))
        {
            failures.Add("Mails have nowhere to go: set Smtp__Host to a mail server, or Mail__PickupFolder to a folder.");
        }

        if (options.Port is < 1 or > 65535)
        {
            failures.Add($"Smtp__Port is {options.Port}; a port lies between 1 and 65535.");
        }

        if (!Enum.IsDefined(options.Security))
        {
            failures.Add("Smtp__Security is one of none, starttls, tls and auto.");
        }

        if (!string.IsNullOrEmpty(options.User) && options.Password is null)
        {
            failures.Add("Smtp__User is set without Smtp__Password.");
        }

        if (options.MaxConnections is < 1 or > 256)
        {
            failures.Add($"Smtp__MaxConnections is {options.MaxConnections}; it lies between 1 and 256.");
        }

        if (options.MessagesPerConnection is < 1 or > 10_000)
        {
            failures.Add($"Smtp__MessagesPerConnection is {options.MessagesPerConnection}; it lies between 1 and 10000.");
        }

        if (options.SendTimeout >= delivery.Value.ClaimLease)
        {
            failures.Add($"Smtp__SendTimeout is {options.SendTimeout}, not below Delivery__ClaimLease, which is {delivery.Value.ClaimLease}: mails still under way would count as uncertain.");
        }

        if (options.Dkim.IsWanted)
        {
            CheckDkim(failures, options.Dkim);
        }

        Check(failures, "Smtp__ConnectTimeout", options.ConnectTimeout, TimeSpan.FromMinutes(10));
        Check(failures, "Smtp__AnswerTimeout", options.AnswerTimeout, TimeSpan.FromMinutes(10));
        Check(failures, "Smtp__SendTimeout", options.SendTimeout, TimeSpan.FromMinutes(30));
        Check(failures, "Smtp__IdleLimit", options.IdleLimit, TimeSpan.FromMinutes(10));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckDkim(List<string> failures, DkimOptions dkim)
    {
        if (string.IsNullOrWhiteSpace(dkim.Domain) || string.IsNullOrWhiteSpace(dkim.Selector) || string.IsNullOrWhiteSpace(dkim.PrivateKey))
        {
            failures.Add("Smtp__Dkim needs all three: Domain, Selector and PrivateKey.");
            return;
        }

        try
        {
            using var key = DkimSignature.KeyOf(dkim);
            if (key.KeySize < 1024)
            {
                failures.Add($"Smtp__Dkim__PrivateKey has {key.KeySize} bits; receivers ask for 1024 or more.");
            }
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            failures.Add("Smtp__Dkim__PrivateKey is no RSA key in PEM form.");
        }
    }

    private static void Check(List<string> failures, string setting, TimeSpan value, TimeSpan longest)
    {
        if (value < s_shortest || value > longest)
        {
            failures.Add($"{setting} is {value}; it lies between {s_shortest} and {longest}.");
        }
    }
}
