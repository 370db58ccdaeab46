package dev.lamplighter.render.butane;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** A text that SnakeYAML reads from memory. Its own reader copies what it holds for every kibibyte of a long token, which takes the square of the time. */
final class WholeText extends StreamReader {

    private static final String NAME = "document";
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private final int[] points;
    private int at;
    private int line;
    private int column;
    private int documentIndex;

    WholeText(String text) {
        super("");
        points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (!isPrintable(points[i])) {
                throw new ReaderException(NAME, i, points[i], "special characters are not allowed");
            }
        }
    }

    @Override
    public Mark getMark() {
        return new Mark(NAME, at, line, column, points, at);
    }

    @Override
    public void forward() {
        forward(1);
    }

    @Override
    public void forward(int length) {
        for (int i = 0; i < length && at < points.length; i++) {
            int point = points[at];
            at++;
            documentIndex++;
            if (isLineEnd(point)) {
                line++;
                column = 0;
            } else if (point != BYTE_ORDER_MARK) {
                column++;
            }
        }
    }

    /** A carriage return ends a line unless a line feed does. */
    private boolean isLineEnd(int point) {
        return point == '\n' || point == 0x85 || point == 0x2028 || point == 0x2029 || (point == '\r' && peek() != '\n');
    }

    @Override
    public int peek() {
        return peek(0);
    }

    /** The character so much further on, or 0 behind the end. */
    @Override
    public int peek(int ahead) {
        return ahead < points.length - at ? points[at + ahead] : 0;
    }

    @Override
    public String prefix(int length) {
        return new String(points, at, Math.min(length, points.length - at));
    }

    @Override
    public String prefixForward(int length) {
        String prefix = prefix(length);
        at += prefix.codePointCount(0, prefix.length());
        documentIndex += length;
        column += length;
        return prefix;
    }

    @Override
    public int getColumn() {
        return column;
    }

    @Override
    public int getDocumentIndex() {
        return documentIndex;
    }

    @Override
    public void resetDocumentIndex() {
        documentIndex = 0;
    }

    @Override
    public int getIndex() {
        return at;
    }

    @Override
    public int getLine() {
        return line;
    }
}
