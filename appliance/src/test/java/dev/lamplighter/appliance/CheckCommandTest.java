package dev.lamplighter.appliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("nothing wrong", List.of("--config=none"), 0, "The settings are in order (no file).", ""),
                Arguments.of("help", List.of("--help"), 0, "usage: lamplighter check", ""),
                Arguments.of("short help", List.of("-h"), 0, "usage: lamplighter check", ""),
                Arguments.of("the version", List.of("-version"), 0, Version.text(), ""),
                Arguments.of("a stray word", List.of("--config=none", "lamplighter.yaml"), 2, "", "check takes flags only, and \"lamplighter.yaml\" is none"),
                Arguments.of("a stray word after dashes", List.of("--config=none", "--", "x"), 2, "", "check takes flags only, and \"x\" is none"),
                Arguments.of("a flag that is none", List.of("-nope"), 2, "", "flag provided but not defined: -nope"),
                Arguments.of("no such file", List.of("--config=/no/such.yaml"), 1, "", "/no/such.yaml: cannot be read"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void check_says_one_thing_in_one_place_with_its_exit_code(String name, List<String> words, int code, String out, String err) {
        assertThat(check(words, Map.of())).isEqualTo(code);
        assertThat(text(said)).startsWith(out).doesNotContain(out.startsWith("The settings") ? "usage" : "in order");
        assertThat(text(complained)).contains(err);
        assertThat(text(complained).lines()).hasSize(code == 0 ? 0 : 1);
    }

    @Test
    void the_first_effective_setting_is_the_file_and_who_named_it() throws Exception {
        Path file = Files.writeString(folder.resolve("lamplighter.yaml"), "log: { level: warn }\n");
        assertThat(check(List.of("--effective", "--config", file.toString()), Map.of())).isZero();
        assertThat(firstRow()).containsExactly("config", file.toString(), "--config");
        said.reset();
        assertThat(check(List.of("--effective"), Map.of("LAMPLIGHTER_CONFIG", "none"))).isZero();
        assertThat(firstRow()).containsExactly("config", "none", "LAMPLIGHTER_CONFIG");
    }

    private List<String> firstRow() {
        return List.of(text(said).lines().findFirst().orElseThrow().split(" +"));
    }

    private int check(List<String> words, Map<String, String> environment) {
        return new CheckCommand(stream(said), stream(complained)).check(words, environment);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
