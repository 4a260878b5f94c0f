package dev.upserter.mapping.spec;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads phone numbers as people write them. What names no country is no number unless the rule has one. Stateless. */
public final class WrittenPhones {
    /** One number alone: no extension, no word, no second number. Spreadsheets put an apostrophe before it, lead ads p:. */
    private static final Pattern WRITTEN = Pattern.compile(
            "['\u2019]?(?:tel:|p:)?(?=(?:\\P{Nd}*\\p{Nd}){3})[+\uFF0B(]?[\\p{Nd}\\p{Zs}()./\u2010-\u2015-]{1,40}");

    /** What spreadsheets, links and lead ads put before a number. */
    private static final Pattern BEFORE = Pattern.compile("^['\u2019]?(tel:|p:)?");

    private static final Pattern NO_DIGIT = Pattern.compile("\\P{Nd}");
    private static final String NO_COUNTRY = "ZZ";

    private WrittenPhones() {}

    /** Whether numbers of a country, by its two letters of ISO 3166, are known. */
    static boolean isCountry(String country) {
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(country);
    }

    /** The number in E.164 form; null if the value is none. */
    public static @Nullable JsonValue read(JsonValue value, @Nullable String country) {
        if (value.kind() != ValueKind.TEXT && value.kind() != ValueKind.INTEGER) {
            return null;
        }
        String text = value.text().strip();
        if (!WRITTEN.matcher(text).matches()) {
            return null;
        }
        String number = bare(text);
        String region = country == null ? NO_COUNTRY : country;
        if (country != null && isUnclear(number, country)) {
            return null;
        }
        // The zero in brackets belongs to the number in Italy, and in few other countries.
        return Stream.of(number, number.replace("(0)", ""))
                .distinct()
                .map(form -> country == null ? form.replaceFirst("^00", "+") : form)
                .flatMap(form -> e164(form, region).stream())
                .findFirst()
                .map(JsonValue::ofText)
                .orElse(null);
    }

    /** Whether a value may start with the country's own code or not: it is a number either way, and another one. */
    public static boolean isUnclear(JsonValue value, @Nullable String country) {
        String text = value.kind() == ValueKind.TEXT || value.kind() == ValueKind.INTEGER
                ? value.text().strip()
                : "";
        return country != null && WRITTEN.matcher(text).matches() && isUnclear(bare(text), country);
    }

    private static boolean isUnclear(String number, String region) {
        if (!Character.isDigit(number.charAt(0)) || number.contains("(0)")) {
            return false;
        }
        String digits = NO_DIGIT.matcher(number).replaceAll("");
        String code = String.valueOf(PhoneNumberUtil.getInstance().getCountryCodeForRegion(region));
        if (!digits.startsWith(code)) {
            return false;
        }
        Optional<String> within = e164(number, region);
        return within.isPresent() && !within.get().equals("+" + digits) && isAssigned("+" + digits);
    }

    private static boolean isAssigned(String number) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.isValidNumber(numbers.parse(number, NO_COUNTRY));
        } catch (NumberParseException none) {
            return false;
        }
    }

    private static String bare(String text) {
        return BEFORE.matcher(text).replaceFirst("");
    }

    private static Optional<String> e164(String text, String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(text, region);
            boolean isNumber = numbers.isValidNumber(number) || isNewRange(text, number, numbers);
            return isNumber ? Optional.of(numbers.format(number, PhoneNumberFormat.E164)) : Optional.empty();
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }

    /** A range that is younger than the library: where the country is written, the length decides. */
    private static boolean isNewRange(String text, PhoneNumber number, PhoneNumberUtil numbers) {
        return !text.contains("(0)")
                && (text.startsWith("+") || text.startsWith("\uFF0B"))
                && numbers.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
    }
}
