package dev.upserter.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Utf8Test {

    @Test
    void everyStartOfACharacterIsJudgedAsTheJdkDoes() {
        int[] thirds = {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF};
        for (int first = 0x70; first < 0x100; first++) {
            for (int second = 0; second < 0x100; second++) {
                for (int third : thirds) {
                    judge((byte) first, (byte) second, (byte) third, (byte) 0x80);
                }
            }
        }
    }

    private static void judge(byte... bytes) {
        int length = Utf8.characterLength(bytes, 0, bytes.length);
        int expected = -1;
        for (int n = 1; n <= bytes.length; n++) {
            expected = isOneCharacter(bytes, n) ? n : expected;
        }
        if (length != expected) {
            throw new AssertionError(Arrays.toString(bytes) + " is " + length);
        }
    }

    @Test
    void everyCharacterHasItsLengthAndIsCutOffWhereItIsCut() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                continue;
            }
            byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
            if (Utf8.characterLength(bytes, 0, bytes.length) != bytes.length
                    || bytes.length > 1 && Utf8.characterLength(bytes, 0, bytes.length - 1) != 0) {
                throw new AssertionError("U+" + Integer.toHexString(codePoint));
            }
        }
    }

    @Test
    void charactersAreCountedInValidAndInBrokenText() {
        var random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            String text = random.ints(random.nextInt(40), 0, 0x11000)
                    .filter(c -> c < 0xD800 || c > 0xDFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            byte[] bytes = ("#" + text).getBytes(StandardCharsets.UTF_8);
            int characters = text.codePointCount(0, text.length());
            assertThat(Utf8.countCharacters(bytes, 1, bytes.length, true)).isEqualTo(characters);
            assertThat(Utf8.countCharacters(bytes, 1, bytes.length, false)).isEqualTo(characters);
        }
        byte[] broken = {'a', (byte) 0x80, (byte) 0xC3, (byte) 0xA9, (byte) 0xFF, (byte) 0xC3};
        assertThat(Utf8.countCharacters(broken, 0, broken.length, false)).isEqualTo(5);
    }

    @Test
    void asciiEndsAtTheFirstOtherByte() {
        for (int length = 0; length < 40; length++) {
            byte[] bytes = new byte[length + 3];
            for (int at = 1; at < bytes.length; at++) {
                bytes[at] = (byte) 0x80;
                assertThat(Utf8.skipAscii(bytes, 1, bytes.length)).isEqualTo(at);
                bytes[at] = 0x7F;
            }
            assertThat(Utf8.skipAscii(bytes, 1, bytes.length)).isEqualTo(bytes.length);
        }
    }

    private static boolean isOneCharacter(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, 0, length))
                            .codePoints()
                            .count()
                    == 1;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
