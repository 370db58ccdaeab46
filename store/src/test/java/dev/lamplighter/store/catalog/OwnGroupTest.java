package dev.lamplighter.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups of our own files, which may want more of a label than one value. */
class OwnGroupTest {

    private static OwnGroup good(String text) {
        var parsed = OwnGroupFile.parse(Bytes.utf8(text));
        assertThat(parsed).isInstanceOf(Parsed.Good.class);
        return ((Parsed.Good<OwnGroup>) parsed).value();
    }

    private static OwnGroup own(String file, String selector) {
        var group = good("profile: p\nselector: {" + selector + "}\n");
        return new OwnGroup(file, group.group(), group.patterns());
    }

    private static NamedGroup exact(String file, String key, String value) {
        return new NamedGroup(file, new Group(file, "", "p", Map.of(key, value), Map.of()));
    }

    private static Catalog catalog(Candidate... groups) {
        var catalog = Catalog.empty();
        for (Candidate group : groups) {
            catalog = catalog.withGroup(group);
        }
        return catalog;
    }

    private static Selection select(Catalog catalog, String... labels) {
        var pairs = new LinkedHashMap<String, String>();
        for (int i = 0; i < labels.length; i += 2) {
            pairs.put(labels[i], labels[i + 1]);
        }
        return catalog.match(new Labels(pairs));
    }

    private static String fileFor(Catalog catalog, String... labels) {
        return switch (select(catalog, labels)) {
            case Selection.Matched matched -> matched.file();
            case Selection.Unmatched none -> "none";
        };
    }

    @Test
    void a_file_says_in_yaml_what_matchbox_says_in_json_and_patterns() {
        var group = good("""
                # Everything of rack 7 that has been installed.
                id: rack7
                name: Rack 7
                profile: worker
                selector:
                  mac: [52-54-00-A1-9C-AE, "52:54:00:a1:9c:af"]
                  os: installed
                  rack: {prefix: r7-}
                  host: {glob: 'node-*.example.com'}
                metadata: {n: 3, yes: no, mac: 52:54:00:00:00:01, on: true, none: null, list: [a, 1.5], q: "1"}
                """);
        assertThat(group.group().selector()).isEqualTo(Map.of("os", "installed"));
        assertThat(group.patterns()).isEqualTo(Map.of("mac", new LabelPattern.OneOf(List.of("52:54:00:a1:9c:ae", "52:54:00:a1:9c:af")),
                "rack", new LabelPattern.Prefix("r7-"), "host", new LabelPattern.Glob("node-*.example.com")));
        assertThat(group.group().metadata()).containsEntry("n", 3.0).containsEntry("yes", "no").containsEntry("mac", "52:54:00:00:00:01")
                .containsEntry("on", true).containsEntry("none", null).containsEntry("list", Arrays.asList("a", 1.5)).containsEntry("q", "1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `selektor: {a: b}`                      | 1 | 1  | `no key selektor`
            `selector: [a]`                         | 1 | 11 | `must be a mapping`
            `selector: {a: []}`                     | 1 | 15 | `empty list`
            `selector: {a: {suffix: x}}`            | 1 | 15 | `{prefix: text}`
            `selector: {a: {prefix: ''}}`           | 1 | 24 | `empty prefix`
            `selector: {a: [[b]]}`                  | 1 | 16 | `must be a text`
            `selector: {mac: nope}`                 | 1 | 17 | `address nope: invalid MAC address`
            `profile: [p]`                          | 1 | 10 | `must be a text`
            `metadata: {n: 1e999}`                  | 1 | 15 | `too large`
            `{profile: p, profile: q}`              | 1 | 14 | `twice`
            `name: &a x`                            | 1 | 7  | `anchors`
            `a: {`                                  | 1 | 5  | ``
            """)
    void a_fault_is_told_with_its_place(String text, int line, int column, String message) {
        var parsed = OwnGroupFile.parse(Bytes.utf8(text));
        assertThat(parsed).isInstanceOf(Parsed.Bad.class);
        var bad = (Parsed.Bad<OwnGroup>) parsed;
        assertThat(bad.message()).contains(message == null ? "" : message);
        assertThat(List.of(bad.line(), bad.column())).as(bad.message()).isNotEqualTo(List.of(0, 0));
        assertThat(bad.line()).isEqualTo(line);
        assertThat(column).isPositive();
    }

    @Test
    void an_empty_file_takes_every_machine_and_lists_may_not_explode() {
        assertThat(good("").wants()).isZero();
        String list = "[a, b, c, d, e, f, g, h, i, j, k]";
        assertThat(OwnGroupFile.parse(Bytes.utf8("selector: {a: %s, b: %s, c: %s}".formatted(list, list, list)))).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void lists_prefixes_and_globs_select() {
        var catalog = catalog(own("list.yaml", "rack: [r1, r2]"), own("prefix.yaml", "rack: {prefix: row7-}"), own("glob.yaml", "host: {glob: 'n?de-*.lab'}"));
        assertThat(fileFor(catalog, "rack", "r2")).isEqualTo("list.yaml");
        assertThat(fileFor(catalog, "rack", "row7-3")).isEqualTo("prefix.yaml");
        assertThat(fileFor(catalog, "rack", "row7-")).isEqualTo("prefix.yaml");
        assertThat(fileFor(catalog, "rack", "row7")).isEqualTo("none");
        assertThat(fileFor(catalog, "host", "node-1.lab")).isEqualTo("glob.yaml");
        assertThat(fileFor(catalog, "host", "node-1.lab.other")).isEqualTo("none");
        assertThat(fileFor(catalog, "host", "nde-1.lab")).isEqualTo("none");
    }

    @Test
    void more_selectors_win_then_the_stricter_then_matchbox_order() {
        var all = catalog(exact("exact.json", "host", "node-1"), own("list.yaml", "host: [node-1, node-2]"), own("long.yaml", "host: {prefix: node-}"),
                own("short.yaml", "host: {prefix: n}"), own("glob.yaml", "host: {glob: 'node-*'}"), own("two.yaml", "host: {glob: '*'}, rack: {prefix: r}"));
        assertThat(fileFor(all, "host", "node-1", "rack", "r1")).isEqualTo("two.yaml");
        assertThat(fileFor(all, "host", "node-1")).isEqualTo("exact.json");
        assertThat(fileFor(all, "host", "node-2")).isEqualTo("list.yaml");
        assertThat(fileFor(all, "host", "node-3")).isEqualTo("long.yaml");
        assertThat(fileFor(all, "host", "nothing")).isEqualTo("short.yaml");
        assertThat(fileFor(all.withoutGroup("long.yaml").withoutGroup("short.yaml"), "host", "node-3")).isEqualTo("glob.yaml");
    }

    @Test
    void of_globs_with_the_same_start_the_best_that_fits_wins() {
        var catalog = catalog(own("a.yaml", "host: {glob: 'node-*-a'}"), own("b.yaml", "host: {glob: 'node-*-b'}"), own("z.yaml", "host: {glob: 'node-*'}"));
        assertThat(fileFor(catalog, "host", "node-1-a")).isEqualTo("a.yaml");
        assertThat(fileFor(catalog, "host", "node-1-b")).isEqualTo("b.yaml");
        assertThat(fileFor(catalog, "host", "node-1-c")).isEqualTo("z.yaml");
    }

    @Test
    void what_is_selected_says_what_the_machine_said() {
        var matched = (Selection.Matched) select(catalog(own("g.yaml", "os: installed, rack: {prefix: r7-}")), "os", "installed", "rack", "r7-12");
        assertThat(matched.group().selector()).isEqualTo(Map.of("os", "installed", "rack", "r7-12"));
        assertThat(matched.why()).isEqualTo("selector os=installed,rack=r7-12");
    }

    @Test
    void lists_of_matchbox_groups_leave_our_own_out() {
        var catalog = catalog(exact("exact.json", "a", "b"), own("own.yaml", "a: [c]"));
        assertThat(catalog.groups()).extracting(NamedGroup::file).containsExactly("exact.json");
        assertThat(catalog.ownGroups()).extracting(OwnGroup::file).containsExactly("own.yaml");
    }

    @Test
    void a_near_miss_names_the_pattern() {
        var catalog = catalog(own("g.yaml", "os: installed, rack: {prefix: r7-}"));
        assertThat(((Selection.Unmatched) select(catalog, "os", "installed", "rack", "r8")).nearest())
                .containsExactly(new NearMiss("g.yaml", "rack", "r7-…", Optional.of("r8")));
    }

    @Test
    void a_glob_ends_even_where_it_could_try_for_ever() {
        assertThat(new LabelPattern.Glob("*a".repeat(200) + "b").matches("a".repeat(4_000))).isFalse();
    }
}
