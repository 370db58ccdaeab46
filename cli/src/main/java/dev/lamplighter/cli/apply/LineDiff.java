package dev.lamplighter.cli.apply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The difference of two texts in unified form, without its heading: three lines of context around each change. */
final class LineDiff {

    private static final int CONTEXT = 3;

    private static final String NO_NEWLINE = "\\ No newline at end of file";

    /** A line that is in both texts, only in the old one ({@code '-'}) or only in the new one ({@code '+'}). */
    private record Line(char sign, String text) {

        boolean changed() {
            return sign != ' ';
        }
    }

    private LineDiff() {}

    /**
     * Lines that begin with a space, {@code -}, {@code +}, {@code @@} or a backslash; none where the texts are equal.
     *
     * @param mostEdits more changed lines than this are shown as one block: finding the fewest takes time and memory by their square
     */
    static List<String> of(String before, String after, int mostEdits) {
        return hunks(edits(lines(before), lines(after), mostEdits));
    }

    /** The lines with what ends them, so that a last line without its newline differs from one that has it. */
    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int to = newline < 0 ? text.length() : newline + 1;
            lines.add(text.substring(from, to));
            from = to;
        }
        return lines;
    }

    /** Both texts as one list: what they begin and end with in common, and between that the fewest edits. */
    private static List<Line> edits(List<String> before, List<String> after, int mostEdits) {
        int head = 0;
        while (head < before.size() && head < after.size() && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < before.size() - head && tail < after.size() - head && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        var all = new ArrayList<Line>();
        before.subList(0, head).forEach(line -> all.add(new Line(' ', line)));
        all.addAll(fewest(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail), mostEdits));
        before.subList(before.size() - tail, before.size()).forEach(line -> all.add(new Line(' ', line)));
        return all;
    }

    /** E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986: how far each diagonal reaches with ever more edits. */
    private static List<Line> fewest(List<String> before, List<String> after, int mostEdits) {
        int most = Math.min(before.size() + after.size(), mostEdits);
        int[] furthest = new int[2 * most + 3];
        int middle = most + 1;
        var rounds = new ArrayList<int[]>();
        for (int edits = 0; edits <= most; edits++) {
            rounds.add(Arrays.copyOfRange(furthest, middle - edits - 1, middle + edits + 2));
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
                boolean down = diagonal == -edits || (diagonal != edits && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]);
                int x = down ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1;
                int y = x - diagonal;
                while (x < before.size() && y < after.size() && before.get(x).equals(after.get(y))) {
                    x++;
                    y++;
                }
                furthest[middle + diagonal] = x;
                if (x >= before.size() && y >= after.size()) {
                    return traced(before, after, rounds);
                }
            }
        }
        var block = new ArrayList<Line>();
        before.forEach(line -> block.add(new Line('-', line)));
        after.forEach(line -> block.add(new Line('+', line)));
        return block;
    }

    /** The way back from the end, through what was known before each round. */
    private static List<Line> traced(List<String> before, List<String> after, List<int[]> rounds) {
        var way = new ArrayList<Line>();
        int x = before.size();
        int y = after.size();
        for (int edits = rounds.size() - 1; edits >= 0; edits--) {
            int[] known = rounds.get(edits);
            int middle = edits + 1;
            int diagonal = x - y;
            boolean down = diagonal == -edits || (diagonal != edits && known[middle + diagonal - 1] < known[middle + diagonal + 1]);
            int fromX = edits == 0 ? 0 : down ? known[middle + diagonal + 1] : known[middle + diagonal - 1];
            int fromY = edits == 0 ? 0 : fromX - (down ? diagonal + 1 : diagonal - 1);
            while (x > fromX && y > fromY) {
                way.add(new Line(' ', before.get(--x)));
                y--;
            }
            if (edits > 0) {
                way.add(down ? new Line('+', after.get(--y)) : new Line('-', before.get(--x)));
            }
        }
        Collections.reverse(way);
        return way;
    }

    private static List<String> hunks(List<Line> lines) {
        var out = new ArrayList<String>();
        int oldLine = 1;
        int newLine = 1;
        int at = 0;
        while (at < lines.size()) {
            int change = at;
            while (change < lines.size() && !lines.get(change).changed()) {
                change++;
            }
            if (change == lines.size()) {
                break;
            }
            int from = Math.max(at, change - CONTEXT);
            oldLine += from - at;
            newLine += from - at;
            int to = end(lines, change);
            List<Line> hunk = lines.subList(from, to);
            int olds = (int) hunk.stream().filter(line -> line.sign() != '+').count();
            int news = (int) hunk.stream().filter(line -> line.sign() != '-').count();
            out.add("@@ -" + range(oldLine, olds) + " +" + range(newLine, news) + " @@");
            hunk.forEach(line -> print(line, out));
            oldLine += olds;
            newLine += news;
            at = to;
        }
        return out;
    }

    /** Where the hunk ends that holds the change at {@code from}: changes whose contexts touch are one. */
    private static int end(List<Line> lines, int from) {
        int last = from;
        for (int i = from; i < lines.size() && i - last <= 2 * CONTEXT + 1; i++) {
            if (lines.get(i).changed()) {
                last = i;
            }
        }
        return Math.min(lines.size(), last + 1 + CONTEXT);
    }

    /** As diff(1) writes it: a range without lines begins at the line before it. */
    private static String range(int first, int count) {
        return (count == 0 ? first - 1 : first) + (count == 1 ? "" : "," + count);
    }

    private static void print(Line line, List<String> out) {
        boolean ended = line.text().endsWith("\n");
        out.add(line.sign() + (ended ? line.text().substring(0, line.text().length() - 1) : line.text()));
        if (!ended) {
            out.add(NO_NEWLINE);
        }
    }
}
