package dev.upserter.guard.value;

import java.util.regex.Pattern;

/** Phone numbers as Customer.io takes them: E.164, a plus sign and 7 to 15 digits (Track API reference, person identifiers). */
public final class PhoneNumbers {
    private static final Pattern E_164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    /** The zero in brackets is dialled inside the country only. */
    private static final Pattern FILLERS = Pattern.compile("\\(0\\)|[\\s().\\-/]");

    private PhoneNumbers() {}

    public static boolean isE164(String phone) {
        return E_164.matcher(phone).matches();
    }

    /** How a number that is not E.164 may become so: the end of one sentence, and the next. */
    public static String correction(String phone) {
        String bare = FILLERS.matcher(phone).replaceAll("");
        if (isE164(bare)) {
            return phone.contains("(0)")
                    ? ". Without (0), blanks, brackets and dashes it is"
                    : ". Without blanks, brackets and dashes it is";
        }
        return bare.startsWith("00") && isE164("+" + bare.substring(2))
                ? ". With + in place of the leading 00 it is"
                : ". It starts with + and the country's number";
    }
}
