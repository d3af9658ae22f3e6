using System.Globalization;

namespace Pipeline.Benchmarks.Pages;

/// <summary>The rule of adbar/htmldate: a day is right or wrong; none where there is one is a miss.</summary>
internal sealed class Days
{
    private int _right;
    private int _wrong;
    private int _none;
    private int _rightlyNone;

    public int Count => _right + _wrong + _none;

    public double Precision => (double)_right / (_right + _wrong);

    public double Recall => (double)_right / (_right + _none);

    public double Accuracy => (double)(_right + _rightlyNone) / (_right + _rightlyNone + _wrong + _none);

    public double F1 => 2.0 * _right / (2 * _right + _wrong + _none);

    /// <summary>Counts a page; the answer tells whether it is right.</summary>
    public bool Add(string? wanted, DateOnly? got)
    {
        if (got is null)
        {
            _none++;
            _rightlyNone += wanted is null ? 1 : 0;
            return wanted is null;
        }

        var isRight = got.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == wanted;
        _right += isRight ? 1 : 0;
        _wrong += isRight ? 0 : 1;
        return isRight;
    }
}
