package dev.upserter.source.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Converts text of another encoding to UTF-8. Bytes that are not a character become 0xFF, which is never valid UTF-8, so
 * that only the row around them is lost. For one thread.
 */
public final class TranscodedStream extends BlockStream {
    /** The byte for what is not a character. */
    static final byte WRONG = (byte) 0xFF;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final ByteBuffer raw = ByteBuffer.allocate(32 << 10).flip();
    private final CharBuffer characters = CharBuffer.allocate(32 << 10).flip();
    private final ByteBuffer utf8 = ByteBuffer.allocate(128 << 10).flip();
    private boolean rawEnded;
    private boolean ended;

    public TranscodedStream(InputStream in, Charset encoding) {
        this.in = in;
        this.decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!utf8.hasRemaining()) {
            if (ended) {
                return -1;
            }
            fill();
        }
        int n = Math.min(length, utf8.remaining());
        utf8.get(target, offset, n);
        return n;
    }

    private void fill() throws IOException {
        if (!rawEnded) {
            raw.compact();
            int n = in.read(raw.array(), raw.position(), raw.remaining());
            rawEnded = n < 0;
            raw.position(raw.position() + Math.max(n, 0)).flip();
        }
        characters.clear();
        CoderResult result = decoder.decode(raw, characters, rawEnded);
        ended = rawEnded && result.isUnderflow();
        utf8.clear();
        encoder.encode(characters.flip(), utf8, false);
        if (result.isError()) {
            raw.position(raw.position() + result.length());
            utf8.put(WRONG);
        }
        utf8.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
