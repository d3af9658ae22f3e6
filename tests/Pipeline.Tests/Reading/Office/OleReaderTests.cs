using System.Text;
using Pipeline.Articles.Reading;

namespace Pipeline.Tests.Reading.Office;

public sealed class OleReaderTests
{
    [Theory]
    [InlineData("EncryptedPackage", RejectionCode.Encrypted, "DOCX")]
    [InlineData("WordDocument", RejectionCode.UnsupportedType, "DOC")]
    [InlineData("Workbook", RejectionCode.UnsupportedType, "XLS")]
    [InlineData("PowerPoint Document", RejectionCode.UnsupportedType, "PPT")]
    [InlineData("__properties_version1.0", RejectionCode.UnsupportedType, "MSG")]
    [InlineData("Quill", RejectionCode.UnsupportedType, "PUB")]
    [InlineData("Something", RejectionCode.UnsupportedType, "DOC")]
    [InlineData("", RejectionCode.UnsupportedType, "DOC")]
    public void Read_ACompoundFile_IsRefusedByWhatItHolds(string stream, RejectionCode code, string detail)
    {
        byte[] bytes = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. Encoding.Unicode.GetBytes(stream), .. new byte[100]];

        Assert.Equal(new Rejection(code, detail), Assert.IsType<ReadOutcome.Refused>(Make.Reader().Read(Make.Raw("a.doc", bytes), Make.Token)).Reason);
    }

    [Fact]
    public void Read_ACompoundFileWithWordAndALock_IsLocked()
    {
        byte[] bytes = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("WordDocument EncryptedPackage")];

        Assert.Equal(RejectionCode.Encrypted, Assert.IsType<ReadOutcome.Refused>(Make.Reader().Read(Make.Raw("a.doc", bytes), Make.Token)).Reason.Code);
    }
}
