package dev.lamplighter.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the alert rules of examples/monitoring name only what is scraped, and Prometheus' own tool takes them. */
class MonitoringExamplesTest {

    static final Path EXAMPLES = Path.of(System.getProperty("lamplighter.root"), "examples", "monitoring");

    /** What Prometheus adds itself, and what is chosen in the dashboard. */
    static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    @TempDir
    Path folder;

    @Test
    void names_are_found_in_queries() {
        Query query = Query.of("sum by (job, kind) (rate(a_total{job=\"$job\",x=~\"y|up\"}[$__rate_interval])) / on (z) group_left b:c > 1e3 and up offset 5m unless 2 * time() > bool q");
        assertThat(query.series()).containsExactlyInAnyOrder("a_total", "b:c", "up", "q");
        assertThat(query.labels()).containsExactlyInAnyOrder("job", "kind", "x", "z");
    }

    @Test
    void every_query_of_the_dashboard_names_metrics_and_labels_that_exist() throws IOException {
        JsonNode dashboard = JsonMapper.builder().build().readTree(Files.readString(EXAMPLES.resolve("grafana-dashboard.json")));
        List<String> queries = dashboard.path("panels").valueStream().flatMap(panel -> panel.path("targets").valueStream()).map(target -> target.path("expr").asString()).toList();
        assertThat(queries).hasSizeGreaterThan(15).allSatisfy(MonitoringExamplesTest::exists);
        assertThat(dashboard.path("templating").path("list").valueStream().filter(variable -> variable.path("type").asString().equals("query"))
                .map(variable -> variable.path("definition").asString())).isNotEmpty().allSatisfy(definition ->
                        assertThat(Families.series()).containsKey(definition.replaceAll("label_values\\((\\w+)[{,].*", "$1")));
    }

    @Test
    void every_panel_has_its_place_and_its_own_number() throws IOException {
        JsonNode dashboard = JsonMapper.builder().build().readTree(Files.readString(EXAMPLES.resolve("grafana-dashboard.json")));
        List<Integer> ids = dashboard.path("panels").valueStream().map(panel -> panel.path("id").asInt()).toList();
        assertThat(ids).doesNotHaveDuplicates();
        Set<String> taken = new LinkedHashSet<>();
        dashboard.path("panels").valueStream().map(panel -> panel.path("gridPos")).forEach(at -> {
            for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
                for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
                    assertThat(taken.add(x + "," + y)).as("two panels at " + x + "," + y).isTrue();
                    assertThat(x).isLessThan(24);
                }
            }
        });
    }

    @Test
    void every_rule_names_metrics_and_labels_that_exist_and_says_what_to_do() throws IOException {
        List<Rule> rules = rules();
        assertThat(rules).hasSizeGreaterThan(8).allSatisfy(rule -> {
            exists(rule.expr());
            assertThat(rule.severity()).as(rule.alert()).isIn("warning", "critical");
            assertThat(rule.notes()).as(rule.alert()).containsExactly("summary", "description");
        });
        assertThat(rules.stream().map(Rule::alert)).doesNotHaveDuplicates();
    }

    @Test
    void promtool_takes_the_rules() throws Exception {
        promtool(Path.of("/dev/null"), "check", "rules", EXAMPLES.resolve("alerts.yaml").toString());
    }

    @Test
    void promtool_finds_that_the_alerts_fire_when_they_should() throws Exception {
        promtool(Path.of("/dev/null"), "test", "rules", EXAMPLES.resolve("alerts-test.yaml").toString());
    }

    @Test
    void promtool_takes_what_is_scraped() throws Exception {
        try (var lab = new Scrapes()) {
            Told.everything().forEach(lab.metrics()::hear);
            new BootMetricsTest().boots(lab.metrics());
            promtool(Files.writeString(folder.resolve("metrics.txt"), lab.metrics().text()), "check", "metrics");
        }
    }

    private static void promtool(Path input, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(words));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectInput(input.toFile()).redirectErrorStream(true).start();
        } catch (IOException missing) {
            assumeTrue(false, "skipped: promtool is not installed (Debian package prometheus): " + missing.getMessage());
            return;
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + printed).isZero();
    }

    private static void exists(String query) {
        Map<String, Set<String>> known = Families.series();
        Query names = Query.of(query);
        assertThat(names.series()).as(query).isNotEmpty();
        Set<String> labels = new LinkedHashSet<>(OF_PROMETHEUS);
        for (String series : names.series()) {
            if (!series.equals("up")) {
                assertThat(known.keySet()).as(query).contains(series);
                labels.addAll(known.get(series));
            }
        }
        assertThat(labels).as(query).containsAll(names.labels());
    }

    private record Rule(String alert, String expr, String severity, List<String> notes) {}

    private static List<Rule> rules() throws IOException {
        Object file = new Yaml().load(Files.readString(EXAMPLES.resolve("alerts.yaml")));
        return list(map(file).get("groups")).stream().flatMap(group -> list(map(group).get("rules")).stream()).map(MonitoringExamplesTest::map)
                .map(rule -> new Rule(String.valueOf(rule.get("alert")), String.valueOf(rule.get("expr")), String.valueOf(map(rule.get("labels")).get("severity")),
                        map(rule.get("annotations")).keySet().stream().map(String::valueOf).toList())).toList();
    }

    private static Map<?, ?> map(Object read) {
        return read instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Object read) {
        return read instanceof List<?> list ? list : List.of();
    }
}
