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

    /** How a number that is not E.164 may become so, as the end of a sentence. */
    public static String correction(String phone) {
        String bare = FILLERS.matcher(phone).replaceAll("");
        if (isE164(bare)) {
            return phone.contains("(0)")
                    ? "; without (0), blanks, brackets and dashes it is"
                    : "; without blanks, brackets and dashes it is";
        }
        return bare.startsWith("00") && isE164("+" + bare.substring(2))
                ? "; with + in place of the leading 00 it is"
                : "; it starts with + and the country's number";
    }
}
