package dev.lamplighter.render.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamplighter.render.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| `(.*?)` \\| `(.*?)` \\|$", Pattern.MULTILINE);
    private static final Pattern DATA = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);

    private static String render(String template) throws TemplateException {
        return render(template, Map.of());
    }

    private static String render(String template, Map<String, Object> data) throws TemplateException {
        return GoTemplate.parse("t", template, FunctionSet.EXTENDED).render(data);
    }

    @Test
    @SuppressWarnings("unchecked")
    void the_manual_has_an_example_of_each_function_and_each_is_true() throws Exception {
        Path manual = Path.of(System.getProperty("lamplighter.root", "."), "docs/templates.md");
        assumeTrue(Files.exists(manual), "skipped: the manual is not beside the module");
        String text = Files.readString(manual);
        MatchResult data = DATA.matcher(text).results().findFirst().orElseThrow();
        var values = (Map<String, Object>) JsonReader.read(data.group(1), JsonReader.DEEPEST).decoded();
        var shown = new HashSet<String>();
        var wrong = new ArrayList<String>();
        for (MatchResult row : ROW.matcher(text).results().toList()) {
            shown.add(row.group(1));
            String rendered = render(row.group(2).replace("\\|", "|"), values);
            if (!rendered.replace('\n', '⏎').equals(row.group(3))) {
                wrong.add(row.group(2) + " is " + rendered);
            }
        }
        assertThat(wrong).isEmpty();
        for (Extended function : Extended.values()) {
            if (!function.word().equals("fail")) {
                assertThat(shown).contains(function.word());
            }
        }
    }

    @Test
    void without_being_asked_for_they_are_not_there_and_the_message_says_where_they_are() {
        assertThatThrownBy(() -> GoTemplate.parse("t", "{{upper .}}")).hasMessage("t:1:3: function \"upper\" not defined (it is one of the extended functions)");
        assertThatThrownBy(() -> GoTemplate.parse("t", "{{env .}}", FunctionSet.EXTENDED)).hasMessage("t:1:3: function \"env\" not defined");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env \"HOME\"", "expandenv \"x\"", "now", "randAlpha 5", "uuidv4", "getHostByName \"a\"", "genPrivateKey \"rsa\"", "date \"x\" 1"})
    void what_sprig_reads_from_outside_is_not_there(String call) {
        assertThatThrownBy(() -> render("{{" + call + "}}")).hasMessageContaining("not defined");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
            "quote \"a\\\\b\\\"c\\x00\\u2028<é😀>\";\"a\\\\b\\\"c\\u0000\\u2028<é😀>\"",
            "quote nil 1 \"\";\"1\" \"\"",
            "shquote \"a b\" \"$x\";'a b' '$x'",
            "toJson (list 1.5 1e21 1e-7 nil true \"<\");[1.5,1e+21,1e-7,null,true,\"\\u003c\"]",
            "toPrettyJson (list);[]",
            "replace \"aa\" \"b\" \"aaaaa\";bba",
            "splitList \",\" \"\";[]",
            "title \"it's o_k x-y\";It's O_k X-Y",
            "uniq (list 1 1.0 \"1\" (list 1) (list 1) nil nil);[1 1 [1] <nil>]",
            "has 3 (list 1 3.0);true",
            "first (list);<no value>",
            "rest (list);[]",
            "int \" 42 \";42",
            "int 2.9;2",
            "div -7 2;-3",
            "cidrHost 0 \"0.0.0.0/0\";0.0.0.0",
            "cidrHost -1 \"10.0.0.8/32\";10.0.0.8",
            "cidrNetmask \"2001:db8::/33\";ffff:ffff:8000::",
            "cidrNetwork \"2001:db8:0:1:1:1:1:1/64\";2001:db8:0:1::",
            "ipAdd 1 \"255.255.255.254\";255.255.255.255",
            "ipAdd -1 \"::1\";::",
            "ipAdd 0 \"1:0:0:2:0:0:0:3\";1:0:0:2::3",
            "macHyphen \"52540012ABCD\";52-54-00-12-ab-cd",
            "dig \"a\" \"b\" \"none\" (dict \"a\" (dict \"b\" nil));<no value>"})
    void corners(String call, String result) throws Exception {
        assertThat(render("{{" + call + "}}")).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"upper nil", "upper (list)", "join \",\" \"a\"", "div 1 0", "mod 1 0", "add 9223372036854775807 1", "div -9223372036854775808 -1",
            "int \"x\"", "int 1e300", "b64dec \"a\"", "squote \"a\\nb\"", "shquote \"\\x00\"", "splitList \"\" \"a\"", "cidrHost 256 \"10.0.0.0/24\"", "cidrHost 1 \"10.0.0.0/33\"",
            "cidrHost 1 \"10.0.0/24\"", "cidrNetmask \"10.0.0.1\"", "ipAdd 1 \"255.255.255.255\"", "ipAdd 1 \"node.example.com\"", "ipAdd 1 \"1.2.3\"",
            "ipAdd 1 \"fe80::1%eth0\"", "macColon \"52:54\"", "dict \"a\"", "dict nil 1", "get \"a\" \"b\"", "fail \"because\"", "sub 1"})
    void what_makes_no_sense_is_an_error(String call) {
        assertThatThrownBy(() -> render("{{" + call + "}}")).isInstanceOf(TemplateException.class);
    }

    @Test
    void no_function_escapes_the_bounds() {
        var limits = new Limits(1 << 20, 10_000_000, 1000, Duration.ofMillis(1500));
        String doubling = "{{$l := list 1}}{{range 40}}{{$l = concat $l $l}}{{end}}";
        String nesting = "{{$l := list 1}}{{range 100000}}{{$l = list $l $l}}{{end}}{{toJson $l}}";
        String wide = "{{$l := list 1}}{{range 30}}{{$l = list $l $l}}{{end}}{{toJson $l}}";
        for (String template : List.of(doubling, nesting, wide,
                "{{repeat 1000000000 \"abc\"}}", "{{repeat 9223372036854775807 \"\"}}{{indent 2000000000 \"a\"}}",
                "{{$l := list}}{{range 1000000}}{{$l = append $l .}}{{end}}",
                "{{$l := list}}{{range 1000}}{{$l = append $l (repeat 1000000 \"x\")}}{{end}}",
                "{{contains (repeat 500000 \"a\" | printf \"%sb\") (repeat 1000000 \"a\")}}",
                "{{splitList \"a\" (repeat 1000000 \"a\")}}",
                "{{$t := repeat 1000 \"a\"}}{{range 100000}}{{$t = replace \"a\" \"aa\" $t}}{{end}}",
                "{{$d := dict}}{{range 1000000}}{{$d = dict \"a\" $d \"b\" $d}}{{end}}{{sha256sum (toJson $d)}}",
                "{{$u := list}}{{$big := list (repeat 900000 \"x\")}}{{range 1000}}{{$u = append $u (dict \"i\" . \"big\" $big)}}{{end}}{{uniq $u}}",
                "{{define \"a\"}}{{template \"a\" (append . 1)}}{{end}}{{template \"a\" (list)}}")) {
            assertThatThrownBy(() -> GoTemplate.parse("t", template, FunctionSet.EXTENDED).render(Map.of(), limits)).as(template)
                    .isInstanceOf(TemplateException.class);
        }
    }
}
