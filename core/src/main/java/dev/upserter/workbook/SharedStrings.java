package dev.upserter.workbook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The texts that the cells of a workbook share, by their numbers, in bounded memory. For one thread. */
final class SharedStrings implements AutoCloseable {
    private final OverflowBytes texts;
    private final OverflowBytes ends;
    private final byte[] end = new byte[Long.BYTES];
    private byte[] encoded = new byte[1024];
    private int count;

    /** Creates an empty table. */
    SharedStrings(Supplier<Path> folder) {
        texts = new OverflowBytes(folder);
        ends = new OverflowBytes(folder);
    }

    /** Reads the texts of a part; their phonetic readings are left out. */
    void read(XmlPart xml) throws IOException {
        var text = new StringBuilder();
        while (xml.next()) {
            if (xml.isStart("si")) {
                text.setLength(0);
            } else if (xml.isStart("t")) {
                xml.appendText(text);
            } else if (xml.isStart("rPh")) {
                xml.skip();
            } else if (xml.isEnd("si")) {
                add(Utf8Text.unescape(text.toString()));
            }
        }
        xml.drain();
        texts.finish();
        ends.finish();
    }

    private void add(String text) throws IOException {
        if (encoded.length < text.length() * 3) {
            encoded = new byte[text.length() * 3];
        }
        texts.append(encoded, 0, Utf8Text.write(text, encoded, 0));
        for (int i = 0; i < end.length; i++) {
            end[i] = (byte) (texts.length() >> Byte.SIZE * i);
        }
        ends.append(end, 0, end.length);
        count++;
    }

    /** Adds a text to a row; false if there is no text with this number. */
    boolean addTo(SheetRow row, int column, int number) throws IOException {
        if (number < 0 || number >= count) {
            return false;
        }
        long from = number == 0 ? 0 : endOf(number - 1);
        int size = (int) (endOf(number) - from);
        texts.read(from, row.room(size), row.length(), size);
        row.addText(column, size);
        return true;
    }

    private long endOf(int number) throws IOException {
        ends.read((long) number * Long.BYTES, end, 0, end.length);
        long value = 0;
        for (int i = end.length - 1; i >= 0; i--) {
            value = value << Byte.SIZE | end[i] & 0xFF;
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        try (ends) {
            texts.close();
        }
    }
}
