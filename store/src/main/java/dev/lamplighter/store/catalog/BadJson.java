package dev.lamplighter.store.catalog;

/** JSON that is not what it should be. Line and column count from 1, columns in characters. */
final class BadJson extends Exception {

    private final int line;
    private final int column;

    BadJson(byte[] text, int offset, String message) {
        super(message);
        int lines = 1;
        int columns = 1;
        for (int i = 0; i < Math.min(offset, text.length); i++) {
            if (text[i] == '\n') {
                lines++;
                columns = 1;
            } else if ((text[i] & 0xC0) != 0x80) {
                columns++;
            }
        }
        this.line = lines;
        this.column = columns;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    /** The stack is of no interest: this is an answer about a file. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
