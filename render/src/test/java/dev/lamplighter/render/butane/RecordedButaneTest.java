package dev.lamplighter.render.butane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.render.butane.ButaneCall.Answer;
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

/** Butane's own answers, where the recordings are beside the repository. Cases with local files and compressed ones are left to the runner. */
class RecordedButaneTest {

    private static final Path CASES = Path.of(System.getProperty("lamplighter.root", "."), "../shared/conformance/butane/cases");

    @TestFactory
    Stream<DynamicTest> a_document_is_answered_as_butane_answers_it() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(CASES), "skipped: the conformance cases are not beside the repository");
        var tests = new ArrayList<DynamicTest>();
        try (var files = Files.list(CASES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
                String name = file.getFileName().toString().replace(".yaml", "");
                if (!Files.exists(CASES.resolve(name + ".opts.json"))) {
                    tests.add(DynamicTest.dynamicTest(name, () -> compare(name)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(400);
        return tests.stream();
    }

    private static void compare(String name) throws Exception {
        Map<?, ?> expected = (Map<?, ?>) JsonReader.read(Files.readAllBytes(CASES.resolve(name + ".report.json"))).decoded();
        byte[] document = Files.readAllBytes(CASES.resolve(name + ".yaml"));
        Answer answer = ButaneCall.parse(List.of("--raw-errors")).answer(document, "<stdin>", false);

        assertThat(answer.exit()).as(answer.err()).isEqualTo(((Double) expected.get("exit")).intValue());
        if (!"yaml".equals(expected.get("class"))) {
            var told = Butane.translate(document, ButaneOptions.served()).report();
            assertThat(told).map(RecordedButaneTest::described).containsExactlyInAnyOrderElementsOf(
                    ((List<?>) expected.get("entries")).stream().map(entry -> described((Map<?, ?>) entry)).toList());
        }
        Path json = CASES.resolve(name + ".ign.json");
        if (Files.exists(json) && !Files.readString(json).contains("\"gzip\"")) {
            assertThat(answer.out()).isEqualTo(Files.readString(json));
        }
    }

    private static String described(Entry entry) {
        return entry.severity() + " " + entry.path() + " " + entry.line() + ":" + entry.column() + " " + entry.message();
    }

    private static String described(Map<?, ?> entry) {
        return entry.get("severity") + " " + entry.get("path") + " " + ((Double) entry.get("line")).intValue() + ":"
                + ((Double) entry.get("col")).intValue() + " " + entry.get("message");
    }
}
