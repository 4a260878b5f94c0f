package dev.upserter.sql.database;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Converts texts in the encoding of a PostgreSQL database to UTF-8. The server would end the whole query (22P05) at the
 * first byte without a character; here it becomes a byte that is not valid UTF-8, so that only its row is rejected. For one
 * thread.
 *
 * <p>Decodes only encodings for which Java and PostgreSQL have the same characters, and in which no byte of a multi-byte
 * character is ASCII.
 */
final class ServerText {
    private static final String BYTES = "SQL_ASCII";
    private static final byte NO_CHARACTER = (byte) 0xFF;
    private static final String JAPANESE = "EUC_JP";
    /** Where PostgreSQL's characters differ from Java's. */
    private static final String JAPANESE_OF_JAVA = "\u2014\u301C\u2016\u2212\u00A2\u00A3\u00AC\u00A6";

    private static final String JAPANESE_OF_POSTGRES = "\u2015\uFF5E\u2225\uFF0D\uFFE0\uFFE1\uFFE2\uFFE4";

    /** PostgreSQL's names to Java's. */
    static final Map<String, String> CHARSETS = Map.ofEntries(
            Map.entry("WIN1250", "windows-1250"),
            Map.entry("WIN1251", "windows-1251"),
            Map.entry("WIN1252", "windows-1252"),
            Map.entry("WIN1253", "windows-1253"),
            Map.entry("WIN1254", "windows-1254"),
            Map.entry("WIN1255", "windows-1255"),
            Map.entry("WIN1256", "windows-1256"),
            Map.entry("WIN1257", "windows-1257"),
            Map.entry("WIN1258", "windows-1258"),
            Map.entry("WIN866", "IBM866"),
            Map.entry("WIN874", "x-windows-874"),
            Map.entry("LATIN1", "ISO-8859-1"),
            Map.entry("LATIN2", "ISO-8859-2"),
            Map.entry("LATIN3", "ISO-8859-3"),
            Map.entry("LATIN4", "ISO-8859-4"),
            Map.entry("LATIN5", "ISO-8859-9"),
            Map.entry("LATIN7", "ISO-8859-13"),
            Map.entry("LATIN9", "ISO-8859-15"),
            Map.entry("LATIN10", "ISO-8859-16"),
            Map.entry("ISO_8859_5", "ISO-8859-5"),
            Map.entry("ISO_8859_6", "ISO-8859-6"),
            Map.entry("ISO_8859_7", "ISO-8859-7"),
            Map.entry("ISO_8859_8", "ISO-8859-8"),
            Map.entry("KOI8R", "KOI8-R"),
            Map.entry("KOI8U", "KOI8-U"),
            Map.entry("EUC_KR", "EUC-KR"),
            Map.entry("EUC_CN", "GB2312"),
            Map.entry(JAPANESE, "x-eucJP-Open"));

    private final @Nullable CharsetDecoder decoder;
    private final boolean isJapanese;

    private ServerText(@Nullable CharsetDecoder decoder, boolean isJapanese) {
        this.decoder = decoder;
        this.isJapanese = isJapanese;
    }

    /**
     * The converter for a database with this encoding.
     *
     * @param encoding PostgreSQL's name for it
     * @return empty where the server converts its texts to UTF-8
     */
    static Optional<ServerText> of(String encoding) {
        if (encoding.equals(BYTES)) {
            return Optional.of(new ServerText(null, false));
        }
        return Optional.ofNullable(CHARSETS.get(encoding))
                .filter(Charset::isSupported)
                .map(name -> new ServerText(
                        Charset.forName(name)
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT),
                        encoding.equals(JAPANESE)));
    }

    /** The text as UTF-8; unchanged where the database does not check its bytes. */
    byte[] utf8(byte[] text) {
        return decoder == null || isAscii(text) ? text : decoded(decoder, ByteBuffer.wrap(text));
    }

    private static boolean isAscii(byte[] text) {
        for (byte b : text) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private byte[] decoded(CharsetDecoder from, ByteBuffer in) {
        var out = new ByteArrayOutputStream(in.remaining() * 2);
        CharBuffer characters = CharBuffer.allocate(in.remaining() + 1);
        while (true) {
            CoderResult result = from.reset().decode(in, characters, true);
            out.writeBytes(real(characters.flip().toString()).getBytes(StandardCharsets.UTF_8));
            characters.clear();
            if (!result.isError()) {
                return out.toByteArray();
            }
            out.write(NO_CHARACTER);
            in.position(in.position() + result.length());
        }
    }

    private String real(String text) {
        String real = text;
        for (int i = 0; isJapanese && i < JAPANESE_OF_JAVA.length(); i++) {
            real = real.replace(JAPANESE_OF_JAVA.charAt(i), JAPANESE_OF_POSTGRES.charAt(i));
        }
        return real;
    }
}
