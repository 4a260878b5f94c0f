package dev.upserter.profile;

import java.util.List;

/**
 * How the texts of one column are written.
 *
 * @param words          the different words, in small letters; none where there are many or long ones
 * @param plainNumbers   whether all are numbers as JSON spells them
 * @param pointNumbers   whether all are numbers as people write them, with a point before the fraction
 * @param commaNumbers   whether all are such numbers with a comma before the fraction
 * @param phones         whether all are phone numbers that name their country
 * @param phonesAreReady whether all of those are E.164 already
 * @param apostrophes    texts that a spreadsheet put an apostrophe before
 */
public record TextForms(
        List<String> words,
        boolean plainNumbers,
        boolean pointNumbers,
        boolean commaNumbers,
        boolean phones,
        boolean phonesAreReady,
        long apostrophes) {
    public TextForms {
        words = List.copyOf(words);
    }

    /** Never the words, which may be personal data. */
    @Override
    public String toString() {
        return "TextForms[]";
    }
}
