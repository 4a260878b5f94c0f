package dev.upserter.profile;

/** Shows what a value is made of without showing it. */
public final class Mask {
    private Mask() {}

    /** The text with each letter an x and each digit a 9; what stands between them stays. */
    public static String of(String text) {
        var masked = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                masked.append('9');
            } else if (c < 0x80 && !Character.isLetter(c)) {
                masked.append((char) c);
            } else {
                masked.append(Character.isUpperCase(c) ? 'X' : 'x');
            }
        });
        return masked.toString();
    }
}
