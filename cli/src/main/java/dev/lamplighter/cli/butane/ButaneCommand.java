package dev.lamplighter.cli.butane;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.render.butane.ButaneCall;
import dev.lamplighter.render.butane.ButaneCall.Answer;
import dev.lamplighter.render.butane.ButaneCall.BadUsage;
import dev.lamplighter.render.butane.ButaneStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code lamplighter butane}: translates a Butane document to Ignition, as CoreOS' {@code butane} 0.29 does. */
public final class ButaneCommand implements Command {

    private static final String USAGE = """
            Usage: butane [options] [input-file]
            Options:
              -c, --check                     check config without producing output
                  --color string[="always"]   control color output: "auto", "always", or "never" (default "auto")
              -d, --files-dir string          allow embedding local files from this directory
              -h, --help                      show usage and exit
              -o, --output string             write to output file instead of stdout
              -p, --pretty                    output formatted json
              -r, --raw                       never wrap in a MachineConfig; force Ignition output
                  --raw-errors                show raw errors, rather than pretty printing them
              -s, --strict                    fail on any warning
                  --stream                    answer JSON lines from stdin, without any other option
              -V, --version                   print the version and exit
            """;

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISTAKE = 2;

    @Override
    public String name() {
        return "butane";
    }

    @Override
    public String summary() {
        return "translates a Butane config to Ignition (butane --help)";
    }

    @Override
    public int run(List<String> words, Console console) {
        if (words.equals(List.of("--stream"))) {
            return stream(console);
        }
        try {
            ButaneCall call = ButaneCall.parse(words);
            if (call.help()) {
                console.out().print(USAGE);
                return DONE;
            }
            if (call.version()) {
                console.out().println("Butane 0.29.0 (Lamplighter)");
                return DONE;
            }
            return translate(call, console);
        } catch (BadUsage e) {
            if (!e.getMessage().isEmpty()) {
                console.err().println(e.getMessage());
            }
            console.err().print(USAGE);
            return MISTAKE;
        }
    }

    private static int stream(Console console) {
        try {
            ButaneStream.run(console.in(), console.out());
            return DONE;
        } catch (IOException e) {
            console.err().println("lamplighter: standard input or output failed: " + e.getMessage());
            return FAILED;
        }
    }

    private static int translate(ButaneCall call, Console console) {
        byte[] document;
        try {
            document = read(call, console.in());
        } catch (IOException | InvalidPathException e) {
            String file = call.input().orElse("/dev/stdin");
            console.err().println("failed to open " + file + ": open " + file + ": " + reason(e));
            return FAILED;
        }
        Answer answer = call.answer(document, call.input().orElse("<stdin>"), isColored(call, console));
        console.err().print(answer.err());
        boolean writes = answer.exit() == DONE && !call.check();
        return writes ? write(answer.out(), call.output(), console) : answer.exit();
    }

    /** One byte more than is allowed is enough to refuse the rest. */
    private static byte[] read(ButaneCall call, InputStream in) throws IOException {
        int most = call.options().limits().document() + 1;
        if (call.input().isEmpty()) {
            return in.readNBytes(most);
        }
        try (InputStream file = Files.newInputStream(Path.of(call.input().get()))) {
            return file.readNBytes(most);
        }
    }

    private static int write(String text, Optional<String> output, Console console) {
        if (output.isEmpty()) {
            console.out().writeBytes(text.getBytes(UTF_8));
            console.out().flush();
            return DONE;
        }
        try {
            Files.write(Path.of(output.get()), text.getBytes(UTF_8));
            return DONE;
        } catch (IOException | InvalidPathException e) {
            console.err().println("failed to open " + output.get() + ": open " + output.get() + ": " + reason(e));
            return FAILED;
        }
    }

    private static String reason(Exception problem) {
        return switch (problem) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(problem.getMessage());
        };
    }

    private static boolean isColored(ButaneCall call, Console console) {
        return switch (call.color()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> !console.environment().containsKey("NO_COLOR") && isTerminal();
        };
    }

    /** Whether errors go to a terminal, as far as Linux tells. */
    private static boolean isTerminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString().matches("/dev/(pts/\\d+|tty.*|console)");
        } catch (IOException e) {
            return false;
        }
    }
}
