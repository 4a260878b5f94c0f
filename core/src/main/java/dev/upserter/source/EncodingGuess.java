package dev.upserter.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.mozilla.universalchardet.UniversalDetector;

/** Tells as what text that is not UTF-8 reads well. Stateless. */
final class EncodingGuess {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** Bytes for which windows-1252 has no character. */
    private static final Set<Integer> NOT_WINDOWS = Set.of(0x81, 0x8D, 0x8F, 0x90, 0x9D);

    /** So few bytes beyond ASCII tell no language. */
    private static final int FEW = 12;

    private EncodingGuess() {}

    /** The encoding; empty where the text is UTF-8, all but a few rows of it, or says its encoding itself. */
    static Optional<Charset> of(byte[] bytes, boolean isWhole) {
        if (isMarked(bytes)) {
            return Optional.empty();
        }
        Optional<Charset> wide = wide(bytes);
        if (wide.isPresent()) {
            return wide;
        }
        int beyond = 0;
        int wrong = 0;
        for (int at = Utf8.firstInvalid(bytes, 0, bytes.length); at < bytes.length; ) {
            wrong += isWhole || bytes.length - at > 3 ? 1 : 0;
            at = Utf8.firstInvalid(bytes, at + 1, bytes.length);
        }
        for (byte b : bytes) {
            beyond += b < 0 ? 1 : 0;
        }
        return wrong * 4 < beyond || wrong == 0 ? Optional.empty() : Optional.of(narrow(bytes, beyond));
    }

    private static boolean isMarked(byte[] b) {
        return b.length >= 3 && (b[0] & 0xFF) == 0xEF && (b[1] & 0xFF) == 0xBB && (b[2] & 0xFF) == 0xBF
                || b.length >= 2 && (b[0] & 0xFF) + (b[1] & 0xFF) == 0xFE + 0xFF && (b[0] & 0xFF) >= 0xFE;
    }

    /** UTF-16 has a zero in every second byte of what is ASCII, as delimiters and digits are. */
    private static Optional<Charset> wide(byte[] bytes) {
        int[] zeros = new int[2];
        int most = Math.min(bytes.length, HeadStream.MAX);
        for (int i = 0; i < most; i++) {
            zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
        }
        int enough = Math.max(1, most / 10);
        if (zeros[1] >= enough && zeros[0] * 20 < zeros[1]) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return zeros[0] >= enough && zeros[1] * 20 < zeros[0]
                ? Optional.of(StandardCharsets.UTF_16BE)
                : Optional.empty();
    }

    private static Charset narrow(byte[] bytes, int beyond) {
        boolean windows = true;
        for (byte b : bytes) {
            windows &= !NOT_WINDOWS.contains(b & 0xFF);
        }
        Charset western = windows ? WINDOWS : StandardCharsets.ISO_8859_1;
        if (beyond < FEW) {
            return western;
        }
        var detector = new UniversalDetector();
        detector.handleData(bytes, 0, bytes.length);
        detector.dataEnd();
        String found = detector.getDetectedCharset();
        boolean usable = found != null && Charset.isSupported(found);
        Charset charset = usable ? Charset.forName(found) : western;
        boolean isAscii = charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
        return isAscii || charset.equals(WINDOWS) ? western : charset;
    }
}
