package dev.upserter.workbook;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XML file of a workbook, read element by element. Names are local names: prefixes and namespaces differ by writer. For
 * one thread.
 */
final class XmlPart implements AutoCloseable {
    private static final List<String> ENTITY_LIMITS = List.of(
            "jdk.xml.totalEntitySizeLimit",
            "jdk.xml.maxGeneralEntitySizeLimit",
            "jdk.xml.entityReplacementLimit",
            "jdk.xml.entityExpansionLimit");
    private static final String NO_LIMIT = "0";

    private static final XMLInputFactory FACTORY = factory();

    private final String path;
    private final CheckedEntry entry;
    private final XMLStreamReader xml;
    private int event;

    XmlPart(String path, CheckedEntry entry) throws IOException {
        this.path = path;
        this.entry = entry;
        try {
            this.xml = FACTORY.createXMLStreamReader(new ShortTokens(entry));
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /**
     * No content of a document can make the parser open another file or repeat a text. So the JDK's limits of what entities may
     * add up to protect from nothing here, and are off: each escaped ampersand counts towards them, and from 100,000 of these in a
     * sheet on, the JDK would refuse to read it.
     */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        for (String limit : ENTITY_LIMITS) {
            if (factory.isPropertySupported(limit)) {
                factory.setProperty(limit, NO_LIMIT);
            }
        }
        return factory;
    }

    /**
     * Moves to the next element.
     *
     * @return false after the end of the document
     * @throws DamagedException if this is not XML
     */
    boolean next() throws IOException {
        try {
            if (!xml.hasNext()) {
                return false;
            }
            event = xml.next();
        } catch (XMLStreamException e) {
            throw broken(e);
        }
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new DamagedException(path + " declares or uses entities of its own, which no workbook does");
        }
        return true;
    }

    private IOException broken(XMLStreamException e) {
        return e.getNestedException() instanceof IOException cause
                ? cause
                : new DamagedException(path + " is no XML at line "
                        + (e.getLocation() == null ? 1 : e.getLocation().getLineNumber()));
    }

    boolean isStart() {
        return event == XMLStreamConstants.START_ELEMENT;
    }

    boolean isEnd() {
        return event == XMLStreamConstants.END_ELEMENT;
    }

    boolean isStart(String name) {
        return isStart() && xml.getLocalName().equals(name);
    }

    boolean isEnd(String name) {
        return isEnd() && xml.getLocalName().equals(name);
    }

    /** An attribute without a prefix; empty if missing. */
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)
                    && (xml.getAttributePrefix(i) == null
                            || xml.getAttributePrefix(i).isEmpty())) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    /** The attribute that names a relationship; empty if missing. */
    String relationship() {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String namespace = xml.getAttributeNamespace(i);
            if (xml.getAttributeLocalName(i).equals("id") && namespace != null && namespace.endsWith("relationships")) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    /** Adds the text up to the end of the current element; leaves out nested elements. */
    void appendText(StringBuilder text) throws IOException {
        for (int depth = 1; depth > 0 && next(); ) {
            if (isStart()) {
                depth++;
            } else if (isEnd()) {
                depth--;
            } else if (depth == 1 && xml.hasText() && event != XMLStreamConstants.COMMENT) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
    }

    /** Skips the current element. */
    void skip() throws IOException {
        for (int depth = 1; depth > 0 && next(); ) {
            depth += isStart() ? 1 : isEnd() ? -1 : 0;
        }
    }

    /** Reads the rest, so that damage anywhere is detected. */
    void drain() throws IOException {
        entry.drain();
    }

    @Override
    public void close() throws IOException {
        entry.close();
    }

    /** Fails at overlong tags or texts: the parser would keep the whole of one in memory. */
    private static final class ShortTokens extends FilterInputStream {
        private static final int MOST = 16 << 20;
        private int length;

        ShortTokens(InputStream in) {
            super(in);
        }

        /**
         * Does not close the file: the parser calls this at the end of the document, but the rest must still be verified.
         */
        @Override
        public void close() {}

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int n = super.read(target, offset, count);
            int last = offset + n - 1;
            while (last >= offset && target[last] != '<') {
                last--;
            }
            length = last >= offset ? offset + n - last : length + Math.max(n, 0);
            if (length > MOST) {
                throw new DamagedException("one cell or one tag is larger than 16 MiB");
            }
            return n;
        }
    }
}
