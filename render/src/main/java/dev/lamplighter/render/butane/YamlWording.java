package dev.lamplighter.render.butane;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.scanner.ScannerException;

/** Says what is wrong with a YAML text in the words of Go's YAML library, which people search for. */
final class YamlWording {

    private record Wording(String ours, String theirs) {}

    /** Beginnings of SnakeYAML's problems, and what the other library says. */
    private static final List<Wording> WORDINGS = List.of(
            new Wording("expected the node content", "did not find expected node content"),
            new Wording("expected ',' or ']'", "did not find expected ',' or ']'"),
            new Wording("expected ',' or '}'", "did not find expected ',' or '}'"),
            new Wording("expected <block end>, but found '-'", "did not find expected key"),
            new Wording("expected <block end>", "did not find expected key"),
            new Wording("expected '<document start>'", "did not find expected <document start>"),
            new Wording("found unexpected end of stream", "found unexpected end of stream"),
            new Wording("could not find expected ':'", "could not find expected ':'"),
            new Wording("mapping values are not allowed here", "mapping values are not allowed in this context"),
            new Wording("sequence entries are not allowed here", "block sequence entries are not allowed in this context"),
            new Wording("mapping keys are not allowed here", "mapping keys are not allowed in this context"),
            new Wording("found character", "found character that cannot start any token"));

    private YamlWording() {}

    static String of(YAMLException problem) {
        if (problem instanceof ReaderException) {
            return "control characters are not allowed";
        }
        if (!(problem instanceof MarkedYAMLException marked)) {
            return String.valueOf(problem.getMessage());
        }
        String said = String.valueOf(marked.getProblem());
        String text = WORDINGS.stream().filter(wording -> said.startsWith(wording.ours())).map(Wording::theirs).findFirst().orElse(said);
        int line = line(marked.getContextMark());
        if (line == 0) {
            line = line(marked.getProblemMark());
        }
        line += line > 0 && problem instanceof ScannerException ? 1 : 0;
        return (line == 0 ? "" : "line " + line + ": ") + text;
    }

    /** Lines count from 0 here, so that a problem in the first line has none. */
    private static int line(Mark mark) {
        return mark == null ? 0 : mark.getLine();
    }
}
