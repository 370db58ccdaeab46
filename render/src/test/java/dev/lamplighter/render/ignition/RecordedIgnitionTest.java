package dev.lamplighter.render.ignition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.render.ignition.IgnitionConfig.Served;
import dev.lamplighter.render.ignition.IgnitionConfig.Unreadable;
import dev.lamplighter.render.json.Json;
import dev.lamplighter.render.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Matchbox's own answers for raw Ignition files, where the recordings are beside the repository. */
class RecordedIgnitionTest {

    private static final Path CASES = Path.of(System.getProperty("lamplighter.root", "."), "../shared/conformance/matchbox/cases");

    @TestFactory
    Stream<DynamicTest> an_ignition_file_is_answered_as_matchbox_answers_it() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(CASES), "skipped: the conformance cases are not beside the repository");
        var tests = new ArrayList<DynamicTest>();
        for (String name : List.of("ignition-raw", "fcos-install", "flatcar-two-stage")) {
            collect(CASES.resolve(name), tests);
        }
        assertThat(tests).hasSizeGreaterThan(50);
        return tests.stream();
    }

    private static void collect(Path folder, List<DynamicTest> tests) throws Exception {
        for (Object each : list(read(folder.resolve("requests.json")).get("requests"))) {
            var request = map(each);
            var expected = map(request.get("expect"));
            var file = ignitionFile(folder.resolve("data"), (String) request.get("path"));
            if (expected.containsKey("json") && file != null) {
                tests.add(DynamicTest.dynamicTest(folder.getFileName() + ": " + request.get("id"), () -> check(file, expected.get("json"))));
            }
        }
    }

    private static void check(Path file, Object expected) throws Exception {
        byte[] answer = switch (IgnitionConfig.read(Files.readAllBytes(file))) {
            case Served served -> served.isBeyondMatchbox() ? IgnitionConfig.matchboxEmpty() : served.json();
            case Unreadable _ -> IgnitionConfig.matchboxEmpty();
        };
        assertThat(JsonReader.read(answer).decoded()).isEqualTo(expected);
    }

    /** The raw Ignition file behind a request such as {@code /ignition?t=v1}: that of the one group whose selector is the query. */
    private static Path ignitionFile(Path data, String path) throws Exception {
        if (!path.startsWith("/ignition?")) {
            return null;
        }
        List<String> query = List.of(path.substring(path.indexOf('?') + 1).split("&", -1));
        Path best = null;
        int most = -1;
        for (Path group : json(data.resolve("groups"))) {
            var selector = map(read(group).getOrDefault("selector", Map.of()));
            boolean matches = selector.entrySet().stream().allMatch(entry -> query.contains(entry.getKey() + "=" + entry.getValue()));
            if (matches && selector.size() > most) {
                most = selector.size();
                Object name = read(data.resolve("profiles/" + read(group).get("profile") + ".json")).get("ignition_id");
                best = name instanceof String text && (text.endsWith(".ign") || text.endsWith(".ignition")) ? data.resolve("ignition/" + text) : null;
            }
        }
        return best;
    }

    private static List<Path> json(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(Path file) throws Exception {
        Json json = JsonReader.read(Files.readAllBytes(file));
        return (Map<String, Object>) json.decoded();
    }
}
