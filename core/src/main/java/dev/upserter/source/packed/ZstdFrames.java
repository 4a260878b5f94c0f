package dev.upserter.source.packed;

import dev.upserter.source.stream.HeadStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Follows the frames of a zstd file (RFC 8878) while the library unpacks them, and distinguishes an end between two frames
 * from an end within a frame. The library accepts a file that ends where a frame has just begun. For one thread.
 */
final class ZstdFrames extends FilterInputStream {
    private static final long MAGIC = 0xFD2FB528L;
    private static final long SKIPPABLE = 0x184D2A50L;
    private static final int MAGIC_LENGTH = 4;
    private static final int[] DICTIONARY = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZE = {0, 2, 4, 8};
    private static final int REPEATED = 1;
    private static final int RESERVED = 3;

    private Part part = Part.MAGIC;
    private long left = MAGIC_LENGTH;
    private long value;
    private int known;
    private boolean checksum;
    private boolean last;

    /** The parts of a frame, in order; the last two make up a frame without data. */
    private enum Part {
        MAGIC,
        DESCRIPTOR,
        HEADER,
        BLOCK_HEADER,
        BLOCK,
        CHECKSUM,
        SKIPPED_LENGTH,
        SKIPPED,
        /** Something that is not a frame; the unpacker reports it when it gets there. */
        OTHER
    }

    ZstdFrames(InputStream in) {
        super(in);
    }

    /** Whether a file starts with a frame: a compressed one, or a skippable one, as pzstd writes. */
    static boolean start(HeadStream in) {
        return in.length() >= MAGIC_LENGTH && isFrame(magic(in.head()));
    }

    private static long magic(byte[] head) {
        return (head[0] & 0xFFL) | (head[1] & 0xFFL) << 8 | (head[2] & 0xFFL) << 16 | (head[3] & 0xFFL) << 24;
    }

    private static boolean isFrame(long magic) {
        return magic == MAGIC || isSkippable(magic);
    }

    private static boolean isSkippable(long magic) {
        return (magic & ~0xFL) == SKIPPABLE;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        if (n < 0 && (part != Part.MAGIC || left < MAGIC_LENGTH)) {
            throw new EOFException(
                    part == Part.OTHER ? "there is something else after a part of it" : "it ends in the middle");
        }
        for (int at = offset; at < offset + n; ) {
            at += follow(target, at, offset + n);
        }
        return n;
    }

    /** Moves on by the available bytes, at most to the end of the part, and returns how many these were. */
    private int follow(byte[] bytes, int from, int to) {
        int n = (int) Math.min(left, to - from);
        for (int at = from; at < from + n && known < MAGIC_LENGTH; at++) {
            value |= (bytes[at] & 0xFFL) << (8 * known++);
        }
        left -= n;
        if (left == 0) {
            finish();
        }
        return n;
    }

    private void enter(Part next, long length) {
        part = next;
        left = length;
        value = 0;
        known = 0;
        if (length == 0) {
            finish();
        }
    }

    private void finish() {
        switch (part) {
            case MAGIC -> enterFrame();
            case DESCRIPTOR -> enterHeader((int) value);
            case HEADER -> enter(Part.BLOCK_HEADER, 3);
            case BLOCK_HEADER -> enterBlock((int) value);
            case BLOCK -> finishBlock();
            case CHECKSUM, SKIPPED -> enter(Part.MAGIC, MAGIC_LENGTH);
            case SKIPPED_LENGTH -> enter(Part.SKIPPED, value);
            case OTHER -> enter(Part.OTHER, Long.MAX_VALUE);
        }
    }

    private void enterFrame() {
        if (value == MAGIC) {
            enter(Part.DESCRIPTOR, 1);
        } else if (isSkippable(value)) {
            enter(Part.SKIPPED_LENGTH, 4);
        } else {
            enter(Part.OTHER, Long.MAX_VALUE);
        }
    }

    private void enterHeader(int descriptor) {
        boolean single = (descriptor & 0x20) != 0;
        checksum = (descriptor & 4) != 0;
        int size = CONTENT_SIZE[descriptor >> 6];
        int window = single ? 0 : 1;
        enter(Part.HEADER, window + DICTIONARY[descriptor & 3] + (single && size == 0 ? 1 : size));
    }

    private void enterBlock(int header) {
        last = (header & 1) != 0;
        int type = header >> 1 & 3;
        if (type == RESERVED) {
            enter(Part.OTHER, Long.MAX_VALUE);
        } else {
            enter(Part.BLOCK, type == REPEATED ? 1 : header >> 3);
        }
    }

    private void finishBlock() {
        if (last) {
            enter(Part.CHECKSUM, checksum ? 4 : 0);
        } else {
            enter(Part.BLOCK_HEADER, 3);
        }
    }
}
