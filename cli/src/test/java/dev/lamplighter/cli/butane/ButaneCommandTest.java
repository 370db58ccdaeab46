package dev.lamplighter.cli.butane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who used to run CoreOS' butane runs this one. */
class ButaneCommandTest {

    private static final String NODE = """
            variant: fcos
            version: 1.5.0
            storage:
              files: [{path: /etc/hostname, contents: {local: name}}]
            """;
    private static final String IGNITION = """
            {"ignition":{"version":"3.4.0"},"storage":{"files":[{"path":"/etc/hostname","contents":{"compression":"","source":"data:,node7"}}]}}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String in, String... words) {
        out.reset();
        err.reset();
        var console = new Console(new ByteArrayInputStream(in.getBytes(UTF_8)), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8),
                Map.of("NO_COLOR", "1"));
        return new ButaneCommand().run(List.of(words), console);
    }

    private String localFiles() throws IOException {
        Files.writeString(folder.resolve("name"), "node7");
        return folder.toString();
    }

    @Test
    void standard_input_becomes_ignition_on_standard_output() throws IOException {
        assertThat(run(NODE, "--files-dir", localFiles())).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(IGNITION);
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void a_file_becomes_a_file() throws IOException {
        Path source = Files.writeString(folder.resolve("node.bu"), NODE);
        Path target = folder.resolve("node.ign");

        assertThat(run("", "-d" + localFiles(), "-o", target.toString(), source.toString())).isZero();
        assertThat(target).hasContent(IGNITION.strip());
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void check_says_what_is_wrong_and_writes_nothing() {
        assertThat(run(NODE, "--check", "--raw-errors")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(err.toString(UTF_8)).isEqualTo("""
                error at $.storage.files.0.contents.local, line 4 col 51: local file paths are relative to a files directory that must be specified \
                with -d/--files-dir
                Error translating config: source config is invalid
                """);
    }

    @Test
    void a_broken_line_is_shown_with_the_lines_around_it() {
        assertThat(run("variant: fcos\nversion: 1.5.0\nsystemd:\n  units: [{name: a.conf}]\n", "-c")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEqualTo("""
                error[$.systemd.units.0.name]:
                  --> <stdin>:4:18
                   |
                 2 | version: 1.5.0
                 3 | systemd:
                 4 |   units: [{name: a.conf}]
                   |                  ^^^^^^^^ invalid systemd unit extension
                 5 |\s
                   |
                Error translating config: config generated was invalid
                """);
    }

    @Test
    void colours_are_used_when_they_are_asked_for() {
        run("variant: fcos\nversion: 1.5.0\nhello: 1\n", "--color");
        assertThat(err.toString(UTF_8)).startsWith("\u001b[1;33mwarning\u001b[0m[$.hello]:");
    }

    @Test
    void a_warning_fails_only_a_strict_run() {
        String typo = "variant: fcos\nversion: 1.5.0\nhello: 1\n";

        assertThat(run(typo, "--raw-errors")).isZero();
        assertThat(err.toString(UTF_8)).isEqualTo("warning at $.hello, line 3 col 1: unused key hello\n");
        assertThat(run(typo, "-s", "--raw-errors")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(err.toString(UTF_8)).endsWith("\nConfig produced warnings and --strict was specified\n");
    }

    @Test
    void unknown_flags_and_too_many_files_are_mistakes() {
        assertThat(run("", "--colourful")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("unknown flag: --colourful\nUsage: butane [options] [input-file]\n");
        assertThat(run("", "a.bu", "b.bu")).isEqualTo(2);
        assertThat(run("", "-o")).isEqualTo(2);
    }

    @Test
    void a_missing_file_is_named() {
        assertThat(run("", "nowhere.bu")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEqualTo("failed to open nowhere.bu: open nowhere.bu: no such file or directory\n");
    }

    @Test
    void help_and_version_are_no_failures() {
        assertThat(run("", "-h")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Usage: butane");
        assertThat(run("", "-V")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Butane 0.29.0");
    }

    @Test
    void a_stream_is_answered_line_by_line() {
        String line = "{\"args\": [\"--raw-errors\"], \"stdin\": \"variant: fcos\\nversion: 1.0.0\\n\"}\n";

        assertThat(run(line + line, "--stream")).isZero();
        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"exit\":0,\"stdout\":\"{\\\"ignition\\\":{\\\"version\\\":\\\"3.0.0\\\"}}\\n\",\"stderr\":\"\"}\n".repeat(2));
    }
}
