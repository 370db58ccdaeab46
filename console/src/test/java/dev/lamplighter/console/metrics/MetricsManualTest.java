package dev.lamplighter.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.console.metrics.Families.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of docs/metrics.md are made of the code; what is written around them is not. */
class MetricsManualTest {

    static final String WRITE = "lamplighter.write";
    static final String HOW = "write it anew: mvn -pl console -am test -Dtest=MetricsManualTest -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true";

    @Test
    void the_manual_names_every_metric_as_the_code_has_it() throws IOException {
        Path file = Path.of(System.getProperty("lamplighter.root"), "docs", "metrics.md");
        String manual = Files.readString(file);
        String now = filled(filled(manual, "ours", Families.ours()), "jvm", Families.jvm());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(file, now);
        } else {
            assertThat(manual).as(HOW).isEqualTo(now);
        }
    }

    /** The manual with the table between the marks of that name. */
    private static String filled(String manual, String name, List<Family> families) {
        String begin = "<!-- " + name + ": made of the code, do not edit -->\n";
        String end = "<!-- " + name + ": end -->";
        assertThat(manual).contains(begin).contains(end);
        String rows = families.stream().map(MetricsManualTest::row).collect(Collectors.joining("\n", "| metric | type | labels | what it is |\n|---|---|---|---|\n", "\n"));
        return manual.substring(0, manual.indexOf(begin) + begin.length()) + rows + manual.substring(manual.indexOf(end));
    }

    private static String row(Family family) {
        String labels = family.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `" + family.name() + "` | " + family.type() + " | " + labels + " | " + family.help().replace("|", "\\|") + " |";
    }
}
