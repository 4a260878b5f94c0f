package dev.upserter.profile;

import java.util.Map;

/**
 * How the texts of one column are written: how many values have which form. Of a form that is not that of the column, the
 * number is too low.
 *
 * @param words         the different words, in small letters, and how many there are of each; none where there are many or long ones
 * @param numbers       how numbers are written
 * @param phones        phone numbers that name their country
 * @param readyPhones   those that are E.164 already
 * @param localPhones   phone numbers that name no country, and how many of the first of them belong to which
 * @param apostrophes   texts that start with an apostrophe, as a spreadsheet wants it before a text of digits
 * @param padded        texts with blanks around them, which all other numbers leave out of account
 * @param noBreaks      those whose blanks are no-break ones; 0 where a value has, or may have, some inside
 * @param secrets       texts that are the hash of a password, a signed token, or the like
 * @param objectIds     identifiers as MongoDB's CSV writes them, {@code ObjectId(…)}
 * @param lists         texts that are several, and what separates their parts
 */
public record TextForms(
        Map<String, Long> words,
        NumberForms numbers,
        long phones,
        long readyPhones,
        LocalPhones localPhones,
        long apostrophes,
        long padded,
        long noBreaks,
        long secrets,
        long objectIds,
        ListForm lists) {
    public TextForms {
        words = Map.copyOf(words);
    }

    /** Never the words, which may be personal data. */
    @Override
    public String toString() {
        return "TextForms[]";
    }
}
