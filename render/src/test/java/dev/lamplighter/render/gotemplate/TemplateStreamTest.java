package dev.lamplighter.render.gotemplate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.render.json.JsonReader;
import dev.lamplighter.render.json.JsonText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The protocol of the conformance runner, and its cases where they are at hand. */
class TemplateStreamTest {

    private static String answers(String lines) throws IOException {
        var out = new ByteArrayOutputStream();
        TemplateStream.run(new ByteArrayInputStream(lines.getBytes(UTF_8)), out);
        return out.toString(UTF_8);
    }

    @Test
    void each_line_gets_one_answer() throws IOException {
        assertThat(answers("""
                {"template": "{{.a}}é", "data": {"a": 1e6}}
                {"template": "{{.os}}{{.request.query.x}}", "metadata": {}, "selector": {"OS": "s"}, "raw_query": "x=1"}
                """)).isEqualTo("""
                {"output":"1e+06é"}
                {"output":"s1"}
                """);
        assertThat(answers("{\"template\": \"{{\"}")).contains("\"error\":\"parse\"");
        assertThat(answers("{\"template\": \"{{.nope}}\"}\n")).contains("\"error\":\"exec\"");
    }

    private static String answerTo(Map<?, ?> expected) {
        var json = new StringBuilder(expected.containsKey("output") ? "{\"output\":" : "{\"error\":");
        JsonText.append(json, (String) (expected.containsKey("output") ? expected.get("output") : expected.get("error")));
        return json.toString();
    }

    @Test
    void the_recorded_cases_of_go_come_out_alike() throws Exception {
        var cases = Path.of(System.getProperty("lamplighter.root", "."), "../shared/conformance/gotemplate/cases.json");
        Assumptions.assumeTrue(Files.exists(cases), "skipped: the conformance cases are not beside the repository");
        var different = new ArrayList<String>();
        for (Object each : (List<?>) JsonReader.read(Files.readAllBytes(cases)).decoded()) {
            var recorded = (Map<?, ?>) each;
            var expected = (Map<?, ?>) recorded.get("expect");
            var got = TemplateStream.answer(recorded);
            if (!got.startsWith(answerTo(expected))) {
                different.add(recorded.get("name") + ": " + got);
            }
        }
        assertThat(different).isEmpty();
    }
}
