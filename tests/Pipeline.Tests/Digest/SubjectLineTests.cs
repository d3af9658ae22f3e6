using CsCheck;
using Pipeline.Digest.Rendering;

namespace Pipeline.Tests.Digest;

public sealed class SubjectLineTests
{
    private const string More = " — et 5 autres nouveautés";

    [Fact]
    public void Subject_AShortLead_IsWhole() =>
        Assert.Equal("Crue de la Sorle : le pont est fermé" + More, SubjectLine.Of("Crue de la Sorle : le pont est fermé.", More, "spare"));

    [Fact]
    public void Subject_ALongLead_IsCutBetweenWordsAndNeverAfterASmallOne() =>
        Assert.Equal("Le conseil municipal de Valmont vote la construction…" + More, SubjectLine.Of("Le conseil municipal de Valmont vote la construction du nouveau pont sur la Sorle", More, "spare"));

    [Fact]
    public void Subject_OneEndlessWord_IsReplaced() => Assert.Equal("spare", SubjectLine.Of(new string('a', 200), More, "spare"));

    [Fact]
    public void Subject_AnyLead_HasNoLineEndAndKeepsWithinItsLimit() => Gen.String[0, 200].Sample(lead =>
    {
        var subject = SubjectLine.Of(lead, More, "spare");
        Assert.True(subject.Length <= SubjectLine.MaxLength, subject);
        Assert.DoesNotContain(subject, char.IsControl);
    });
}
