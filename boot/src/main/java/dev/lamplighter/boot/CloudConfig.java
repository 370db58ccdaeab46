package dev.lamplighter.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Checks a cloud-config as CoreOS's old reader does: a script, or YAML whose first line says what it is. Types and keys are not looked at. */
final class CloudConfig {

    private static final String SCRIPT = "#!";
    private static final String HEADER = "#cloud-config";
    private static final int DEEPEST = 200;

    private CloudConfig() {}

    /** Why {@code text} is none; {@code file} is the template that it was made of. */
    static Optional<Reason> mistake(Bytes text, String file) {
        String first = firstLine(text);
        if (first.startsWith(SCRIPT)) {
            return Optional.empty();
        }
        if (!withoutBlanks(first).equals(HEADER)) {
            return invalid(file + ": the first line of what it renders to is neither " + HEADER + " nor does it begin with " + SCRIPT);
        }
        try {
            var options = new LoaderOptions();
            options.setCodePointLimit(text.length());
            options.setNestingDepthLimit(DEEPEST);
            var documents = new Yaml(options).composeAll(new StringReader(UTF_8.newDecoder().decode(text.asBuffer()).toString())).iterator();
            // The first document counts, and there need be none.
            if (documents.hasNext()) {
                documents.next();
            }
            return Optional.empty();
        } catch (CharacterCodingException binary) {
            return invalid(file + ": what it renders to is not UTF-8");
        } catch (MarkedYAMLException broken) {
            var mark = broken.getProblemMark();
            return invalid(file + ": what it renders to is no YAML: line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": " + broken.getProblem());
        } catch (YAMLException broken) {
            return invalid(file + ": what it renders to is no YAML: " + broken.getMessage());
        }
    }

    private static String firstLine(Bytes text) {
        int end = 0;
        while (end < text.length() && text.at(end) != '\n') {
            end++;
        }
        return text.slice(0, end).text();
    }

    /** White space as Unicode has it. */
    private static String withoutBlanks(String line) {
        int end = line.length();
        while (end > 0 && (Character.isWhitespace(line.charAt(end - 1)) || Character.isSpaceChar(line.charAt(end - 1)) || line.charAt(end - 1) == '\u0085')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static Optional<Reason> invalid(String sentence) {
        return Optional.of(new Reason("cloud-config-invalid", sentence));
    }
}
