package dev.lamplighter.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Differences as diff -u writes them. */
class LineDiffTest {

    @Test
    void equal_texts_have_none() {
        assertThat(LineDiff.of("a\nb\n", "a\nb\n", 100)).isEmpty();
        assertThat(LineDiff.of("", "", 100)).isEmpty();
    }

    @Test
    void a_changed_line_stands_between_three_lines_of_context() {
        assertThat(LineDiff.of("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", 100))
                .containsExactly("@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8");
    }

    @Test
    void changes_far_apart_are_two_blocks_and_near_ones_are_one() {
        String before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n";

        assertThat(LineDiff.of(before, before.replace("a", "A").replace("k", "K"), 100))
                .containsExactly("@@ -1,4 +1,4 @@", "-a", "+A", " b", " c", " d", "@@ -8,4 +8,4 @@", " h", " i", " j", "-k", "+K");
        assertThat(LineDiff.of(before, before.replace("a", "A").replace("h", "H"), 100)).filteredOn(line -> line.startsWith("@@")).hasSize(1);
    }

    @Test
    void a_missing_newline_at_the_end_is_a_difference() {
        assertThat(LineDiff.of("a\n", "a", 100)).containsExactly("@@ -1 +1 @@", "-a", "+a", "\\ No newline at end of file");
    }

    @Test
    void from_nothing_and_to_nothing() {
        assertThat(LineDiff.of("", "a\nb\n", 100)).containsExactly("@@ -0,0 +1,2 @@", "+a", "+b");
        assertThat(LineDiff.of("a\n", "", 100)).containsExactly("@@ -1 +0,0 @@", "-a");
    }

    @Test
    void texts_that_differ_too_much_are_one_block() {
        assertThat(LineDiff.of("a\nb\nc\n", "b\nx\n", 1)).containsExactly("@@ -1,3 +1,2 @@", "-a", "-b", "-c", "+b", "+x");
    }

    @Test
    void any_difference_applied_to_the_old_text_gives_the_new_one() {
        var random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            String before = text(random);
            String after = text(random);

            assertThat(patched(before, LineDiff.of(before, after, random.nextInt(30)))).as(before + "→" + after).isEqualTo(after);
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        int lines = random.nextInt(25);
        for (int i = 0; i < lines; i++) {
            text.append((char) ('a' + random.nextInt(3))).append('\n');
        }
        return text.toString();
    }

    private static String patched(String before, List<String> difference) {
        var rest = new ArrayList<>(before.lines().toList());
        var out = new StringBuilder();
        int line = 1;
        for (String each : difference) {
            if (each.startsWith("@@")) {
                String[] range = each.split("[ ,]", -1);
                int from = -Integer.parseInt(range[1]) + (range[2].equals("0") ? 1 : 0);
                while (line < from) {
                    out.append(rest.removeFirst()).append('\n');
                    line++;
                }
            } else if (each.charAt(0) == '+') {
                out.append(each, 1, each.length()).append('\n');
            } else {
                assertThat(rest.removeFirst()).isEqualTo(each.substring(1));
                line++;
                if (each.charAt(0) == ' ') {
                    out.append(each, 1, each.length()).append('\n');
                }
            }
        }
        rest.forEach(left -> out.append(left).append('\n'));
        return out.toString();
    }
}
