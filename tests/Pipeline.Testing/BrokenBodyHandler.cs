namespace Pipeline.Testing;

/// <summary>Breaks off the first download in the middle, and lets something happen before the client asks for the rest.</summary>
public sealed class BrokenBodyHandler(Func<Task> meanwhile) : DelegatingHandler(new SocketsHttpHandler())
{
    private int _downloads;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var reply = await base.SendAsync(request, cancellationToken);
        if (request.Method != HttpMethod.Get || Interlocked.Increment(ref _downloads) > 1)
        {
            return reply;
        }

        reply.EnsureSuccessStatusCode();
        var bytes = await reply.Content.ReadAsByteArrayAsync(cancellationToken);
        var broken = new StreamContent(new BrokenStream(bytes[..(bytes.Length / 2)], meanwhile));
        foreach (var header in reply.Content.Headers)
        {
            broken.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        reply.Content = broken;
        return reply;
    }

    private sealed class BrokenStream(byte[] bytes, Func<Task> meanwhile) : Stream
    {
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(buffer.Length, bytes.Length - _position);
            if (count == 0 && buffer.Length > 0)
            {
                await meanwhile();
                throw new IOException("The line broke.");
            }

            bytes.AsMemory(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
