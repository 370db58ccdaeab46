package dev.lamplighter.render;

/** A line and a column of a text, both from 1; columns count characters. */
public record Place(int line, int column) {

    /** Where {@code offset}, in UTF-16 units, is in {@code text}. */
    public static Place of(String text, int offset) {
        int line = 1;
        int begin = 0;
        for (int end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', begin)) {
            line++;
            begin = end + 1;
        }
        return new Place(line, text.codePointCount(begin, offset) + 1);
    }
}
