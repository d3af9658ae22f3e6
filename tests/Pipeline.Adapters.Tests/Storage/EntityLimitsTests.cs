using Azure.Data.Tables;
using Pipeline.Adapters.Storage;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class EntityLimitsTests
{
    [Theory]
    [InlineData("head")]
    [InlineData("2026-03~")]
    [InlineData("main-20260304t063000000z")]
    [InlineData("a.b")]
    public void CheckKey_SafeAlphabet_Passes(string key) => EntityLimits.CheckKey(key);

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a b")]
    [InlineData("a_b")]
    [InlineData("Head")]
    [InlineData("é")]
    [InlineData("a\tb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u0085b")]
    [InlineData("\ud800")]
    public void CheckKey_OutsideTheAlphabet_Throws(string key) => Assert.Throws<ArgumentException>(() => EntityLimits.CheckKey(key));

    [Fact]
    public void CheckKey_FiveHundredAndTwelveCharacters_IsTheLongest()
    {
        EntityLimits.CheckKey(new string('a', 512));
        Assert.Throws<ArgumentException>(() => EntityLimits.CheckKey(new string('a', 513)));
    }

    [Fact]
    public void CheckEntity_TextOf32768Units_IsTheLongest()
    {
        EntityLimits.CheckEntity(new TableEntity("p", "r") { ["V"] = new string('x', 32_768) });
        Assert.Throws<ArgumentException>(() => EntityLimits.CheckEntity(new TableEntity("p", "r") { ["V"] = new string('x', 32_769) }));
    }

    [Fact]
    public void CheckEntity_BinaryOf64KiB_IsTheLongest()
    {
        EntityLimits.CheckEntity(new TableEntity("p", "r") { ["V"] = new byte[65_536] });
        Assert.Throws<ArgumentException>(() => EntityLimits.CheckEntity(new TableEntity("p", "r") { ["V"] = new byte[65_537] }));
    }

    [Fact]
    public void CheckEntity_252Properties_AreTheMost()
    {
        static TableEntity Of(int count)
        {
            var entity = new TableEntity("p", "r");
            for (var i = 0; i < count; i++)
            {
                entity[$"P{i}"] = i;
            }

            return entity;
        }

        EntityLimits.CheckEntity(Of(252));
        Assert.Throws<ArgumentException>(() => EntityLimits.CheckEntity(Of(253)));
    }

    [Fact]
    public void CheckEntity_OverOneMebibyte_ThrowsAndNamesTheRow()
    {
        var entity = new TableEntity("some-partition", "some-row");
        for (var i = 0; i < 16; i++)
        {
            entity[$"P{i}"] = new byte[65_536];
        }

        var refusal = Assert.Throws<ArgumentException>(() => EntityLimits.CheckEntity(entity));
        Assert.Contains("some-partition/some-row", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("1048576", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckBatch_TwoPartitions_Throws() =>
        Assert.Throws<ArgumentException>(() => EntityLimits.CheckBatch([new TableEntity("p", "r"), new TableEntity("q", "s")]));

    [Fact]
    public void CheckBatch_SameRowTwice_Throws() =>
        Assert.Throws<ArgumentException>(() => EntityLimits.CheckBatch([new TableEntity("p", "r"), new TableEntity("p", "r")]));

    [Fact]
    public void CheckBatch_OneHundredRows_AreTheMost()
    {
        var rows = Enumerable.Range(0, 101).Select(i => new TableEntity("p", $"{i}")).ToList();
        EntityLimits.CheckBatch(rows[..100]);
        Assert.Throws<ArgumentException>(() => EntityLimits.CheckBatch(rows));
        Assert.Throws<ArgumentException>(() => EntityLimits.CheckBatch([]));
    }

    [Fact]
    public void CheckBatch_OverFourMebibytes_Throws()
    {
        static TableEntity Big(int row)
        {
            var entity = new TableEntity("p", $"{row}");
            for (var i = 0; i < 15; i++)
            {
                entity[$"P{i}"] = new byte[65_536];
            }

            return entity;
        }

        EntityLimits.CheckBatch([.. Enumerable.Range(0, 3).Select(Big)]);
        Assert.Throws<ArgumentException>(() => EntityLimits.CheckBatch([.. Enumerable.Range(0, 4).Select(Big)]));
    }
}
