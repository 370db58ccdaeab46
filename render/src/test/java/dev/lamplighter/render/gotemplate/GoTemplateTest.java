package dev.lamplighter.render.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator who knows Matchbox's templates expects of them. */
class GoTemplateTest {

    private static final Map<String, Object> NODE = node();

    private static Map<String, Object> node() {
        var node = new HashMap<String, Object>();
        node.put("name", "node1");
        node.put("port", 8080.0);
        node.put("disk", 21474836480.0);
        node.put("ratio", 1.5);
        node.put("debug", false);
        node.put("vlan", null);
        node.put("city", "Zürich");
        node.put("keys", List.of("ssh-rsa A", "ssh-rsa B"));
        node.put("three", List.of(1.0, 2.0, 3.0));
        node.put("none", List.of());
        node.put("labels", Map.of("b", "2", "a", "1"));
        node.put("mixed", Arrays.asList(1.0, "s", true, null, Map.of("k", "v")));
        node.put("request", Map.of("query", new StringMap(Map.of("os", "installed")), "raw_query", "os=installed"));
        return node;
    }

    /** As by default, on a machine that has other things to do. */
    private static final Limits PATIENT = new Limits(4 << 20, 10_000_000, 100_000, Duration.ofMinutes(1));

    private static String render(String template) throws TemplateException {
        return GoTemplate.parse("node.tmpl", template).render(NODE, PATIENT);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '\u0001', textBlock = """
            a field                                ¦ {{.name}}                                             ¦ node1
            a small number stays plain             ¦ {{.port}}                                             ¦ 8080
            a large number gets an exponent        ¦ {{.disk}}                                             ¦ 2.147483648e+10
            null says so                           ¦ {{.vlan}}                                             ¦ <no value>
            a list                                 ¦ {{.mixed}}                                            ¦ [1 s true <nil> map[k:v]]
            a map is sorted                        ¦ {{.labels}}                                           ¦ map[a:1 b:2]
            if, else if, else                      ¦ {{if .debug}}d{{else if eq .name "x"}}x{{else}}e{{end}} ¦ e
            range with index and element           ¦ {{range $i, $k := .keys}}{{$i}}={{$k}};{{end}}        ¦ 0=ssh-rsa A;1=ssh-rsa B;
            range over a map                       ¦ {{range $k, $v := .labels}}{{$k}}{{$v}} {{end}}.      ¦ a1 b2 .
            range over a number                    ¦ {{range 3}}{{.}}{{end}}                               ¦ 012
            an empty list takes the else branch    ¦ {{range .none}}x{{else}}none{{end}}                   ¦ none
            break ends the range                   ¦ {{range 9}}{{if eq . 2}}{{break}}{{end}}{{.}}{{end}}  ¦ 01
            continue goes on in the outer range    ¦ {{range 3}}{{range $.none}}{{else}}{{continue}}{{end}}x{{end}}. ¦ .
            break in an else branch only ends it   ¦ {{range 2}}{{range $.none}}{{else}}{{break}}{{end}}{{.}}{{end}} ¦ 01
            with changes dot, $ does not           ¦ {{with .labels}}{{.a}}{{$.name}}{{end}}               ¦ 1node1
            a variable is assigned from a block    ¦ {{$x := 1}}{{if .name}}{{$x = 2}}{{end}}{{$x}}        ¦ 2
            trimming eats blanks                   ¦ a {{- .name -}} b                                     ¦ anode1b
            define and template                    ¦ {{define "t"}}<{{.}}>{{end}}{{template "t" .name}}    ¦ <node1>
            block is both                          ¦ {{block "t" .labels}}{{.b}}{{end}}                    ¦ 2
            the value of a pipe comes last         ¦ {{.name | printf "%s-%s" "x"}}                        ¦ x-node1
            or stops at the first true value       ¦ {{or .name .nope}}                                    ¦ node1
            a piped value is or's last             ¦ {{.name | or .debug}}                                 ¦ node1
            index into lists and maps              ¦ {{index .mixed 4 "k"}}                                ¦ v
            index forgives a missing key           ¦ {{index .labels "nope"}}                              ¦ <no value>
            and gives nothing of a query           ¦ [{{index .request.query "nope"}}]                     ¦ []
            len counts bytes                       ¦ {{len .city}}                                         ¦ 7
            slice can split and join a character   ¦ {{slice .city 0 2}}{{slice .city 2}}                  ¦ Zürich
            a slice has Go's spare room            ¦ {{slice .three 0 4}}                                  ¦ [1 2 3 <nil>]
            html                                   ¦ {{html "<a href='x'>"}}                               ¦ &lt;a href=&#39;x&#39;&gt;
            js                                     ¦ {{js "it's <b>"}}                                     ¦ it\\'s \\u003Cb\\u003E
            urlquery                               ¦ {{urlquery "a b&c=é"}}                                ¦ a+b%26c%3D%C3%A9
            print puts blanks between numbers      ¦ {{print 1 2 "a" 3}}                                   ¦ 1 2a3
            literals are ints                      ¦ {{printf "%d %x %T" 7 0xff 1}}                        ¦ 7 ff int
            data are floats                        ¦ {{printf "%d" .port}}                                 ¦ %!d(float64=8080)
            width counts characters                ¦ {{printf "|%8s|%-8s|" .city .city}}                   ¦ |  Zürich|Zürich  |
            Go syntax                              ¦ {{printf "%#v" .mixed}}                               ¦ []interface {}{1, "s", true, interface {}(nil), map[string]interface {}{"k":"v"}}
            precision of a float                   ¦ {{printf "%05.1f %.0f %e %x" .ratio 2.5 .disk .ratio}} ¦ 001.5 2 2.147484e+10 0x1.8p+00
            an operand by index, and a missing one ¦ {{printf "%[2]s %[1]s %s" "a" "b"}}                   ¦ b a b
            what does not fit is noted             ¦ {{printf "%d %s" "a"}}                                ¦ %!d(string=a) %!s(MISSING)
            what is left over is noted             ¦ {{printf "%s" "a" 1 nil}}                             ¦ a%!(EXTRA int=1, <nil>)
            quoted                                 ¦ {{printf "%q %+q" .city "ü\\t"}}                      ¦ "Zürich" "\\u00fc\\t"
            a complex literal                      ¦ {{printf "%.1f" 1+2i}}                                ¦ (1.0+2.0i)
            """)
    void it_prints_what_go_prints(String what, String template, String expected) throws TemplateException {
        assertThat(render(template)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '\u0001', textBlock = """
            an action that is not closed      ¦ x{{.name
            a block that is not closed        ¦ {{if .name}}x
            an end too many                   ¦ {{end}}
            a function that nobody knows      ¦ {{upper .name}}
            a variable that was not declared  ¦ {{$x}}
            a variable beyond its block       ¦ {{if $x := 1}}{{end}}{{$x}}
            break outside a range             ¦ {{break}}
            break across a define             ¦ {{range 2}}{{block "b" .}}{{break}}{{end}}{{end}}
            a literal behind a pipe           ¦ {{.name | 1}}
            a comment with a blank before it  ¦ {{ /* c */}}
            a number that is none             ¦ {{1a}}
            a number too large                ¦ {{99999999999999999999}}
            an escape that is none            ¦ {{"\\q"}}
            two definitions of one name       ¦ {{define "t"}}A{{end}}{{define "t"}}B{{end}}
            """)
    void it_refuses_to_parse(String what, String template) {
        assertThatThrownBy(() -> render(template)).asInstanceOf(type(TemplateException.class))
                .extracting(TemplateException::phase).isEqualTo(TemplateException.Phase.PARSE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '\u0001', textBlock = """
            a missing key                     ¦ {{.nope}}
            a field of null                   ¦ {{.vlan.id}}
            a field of a text                 ¦ {{.name.x}}
            arguments to a field              ¦ {{.name 1}}
            an int against a float            ¦ {{eq .port 8080}}
            two lists                         ¦ {{eq .keys .none}}
            a float as index                  ¦ {{index .keys 1.0}}
            an index beyond the end           ¦ {{index .keys 2}}
            a range over a text               ¦ {{range .name}}{{end}}
            two variables over a number       ¦ {{range $i, $x := 3}}{{end}}
            too few arguments                 ¦ {{ne 1}}
            nil alone                         ¦ {{nil}}
            a template that nobody defined    ¦ {{template "t"}}
            a template that calls itself      ¦ {{define "t"}}{{template "t"}}{{end}}{{template "t"}}
            an assignment to nothing          ¦ {{$x = 1}}
            """)
    void it_fails_while_rendering(String what, String template) {
        assertThatThrownBy(() -> render(template)).asInstanceOf(type(TemplateException.class))
                .extracting(TemplateException::phase).isEqualTo(TemplateException.Phase.EXEC);
    }

    @Test
    void an_error_names_template_line_column_and_the_missing_key() {
        assertThatThrownBy(() -> render("first\nsecond ü {{.labels.rack}}\n"))
                .hasMessage("node.tmpl:2:19: map has no entry for key \"rack\"")
                .asInstanceOf(type(TemplateException.class))
                .satisfies(error -> assertThat(error.missingKey()).contains("rack"));
        assertThatThrownBy(() -> render("first\n  {{.name | }}{{if}}")).hasMessage("node.tmpl:2:19: missing value for if");
    }

    @Test
    void bytes_that_are_no_utf8_pass_through() throws TemplateException {
        byte[] latin1 = {'Z', (byte) 0xfc, '-', '{', '{', '.', 'n', 'a', 'm', 'e', '}', '}'};
        var template = GoTemplate.parse("latin1", latin1);

        assertThat(template.renderBytes(NODE, Limits.DEFAULT)).isEqualTo(new byte[] {'Z', (byte) 0xfc, '-', 'n', 'o', 'd', 'e', '1'});
        assertThat(template.render(NODE)).isEqualTo("Z\ufffd-node1");
    }

    @Test
    void nesting_costs_no_java_stack() throws TemplateException {
        assertThat(render("{{" + "(print ".repeat(9000) + ".name" + ")".repeat(9000) + "}}")).isEqualTo("node1");
        assertThat(render("{{if .name}}".repeat(50_000) + "x" + "{{end}}".repeat(50_000))).isEqualTo("x");
        assertThat(render("{{if .debug}}" + "{{else if .debug}}".repeat(50_000) + "{{else}}x{{end}}")).isEqualTo("x");
        assertThat(render("{{define \"t\"}}{{if lt (len .) 5000}}{{template \"t\" print . \"x\"}}{{else}}{{len .}}{{end}}{{end}}{{template \"t\" \"\"}}"))
                .isEqualTo("5000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '\u0001', textBlock = """
            an endless range   ¦ {{range 1000000000}}{{end}}                                          ¦ steps
            an exploding text  ¦ {{$x := "aaaaaaaa"}}{{range 99}}{{$x = print $x $x}}{{end}}          ¦ characters of text
            a wide number      ¦ {{range 1000000}}{{printf "%1000000d" 1}}{{end}}                     ¦ characters of text
            wide and thrown away ¦ {{range 1000000}}{{$x := printf "%1000000d" 1}}{{end}}             ¦ steps
            """)
    void what_costs_too_much_is_stopped(String what, String template, String because) {
        var limits = new Limits(4 << 20, 1_000_000, 1000, Duration.ofMinutes(1));
        assertThatThrownBy(() -> GoTemplate.parse("t", template).render(NODE, limits))
                .isInstanceOf(TemplateException.class).hasMessageContaining(because);
    }

    @Test
    void one_template_serves_many_threads() throws Exception {
        var template = GoTemplate.parse("t", "{{range $i, $k := .keys}}{{$i}}{{$k}}{{end}}{{printf \"%5.1f\" .ratio}}");
        String expected = template.render(NODE);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = threads.invokeAll(java.util.Collections.nCopies(200, () -> template.render(NODE)));
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        }
    }
}
