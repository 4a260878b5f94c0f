package dev.upserter.cli.text;

/** The few colours: for the result of a run, and for what matters most. No colours where the output is not a terminal. */
public enum Colours {
    PLAIN,
    ANSI;

    public static Colours when(boolean coloured) {
        return coloured ? ANSI : PLAIN;
    }

    public String good(String text) {
        return paint("1;32", text);
    }

    public String doubtful(String text) {
        return paint("1;33", text);
    }

    public String bad(String text) {
        return paint("1;31", text);
    }

    public String strong(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return this == PLAIN ? text : "\033[" + code + "m" + text + "\033[0m";
    }
}
