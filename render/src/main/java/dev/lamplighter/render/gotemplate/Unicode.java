package dev.lamplighter.render.gotemplate;

/** Go's classes of characters where Java's differ. */
final class Unicode {

    private Unicode() {}

    /** {@code unicode.IsPrint}: letters, marks, numbers, punctuation, symbols, and of the blanks only U+0020. */
    static boolean isPrint(int point) {
        if (point < 0x7f) {
            return point >= ' ';
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** {@code unicode.IsSpace}. */
    static boolean isSpace(int point) {
        return point == ' ' || (point >= '\t' && point <= '\r') || point == 0x85 || (point >= 0xa0 && Character.isSpaceChar(point));
    }

    /** What may stand in a name: letters, decimal digits and {@code _}. */
    static boolean isNamePart(int point) {
        return point == '_' || Character.isLetter(point) || Character.isDigit(point);
    }

    /** Whether a Go {@code rune} may hold it. */
    static boolean isValid(long point) {
        return point >= 0 && point <= Character.MAX_CODE_POINT && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
