package dev.lamplighter.render.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a group, and the request that matched it, give to a template. */
class GroupDataTest {

    private static String query(String rawQuery) throws TemplateException {
        return GoTemplate.parse("", "{{.request.query}}").render(GroupData.of(Map.of(), Map.of(), rawQuery));
    }

    @Test
    void selectors_replace_metadata_and_the_request_replaces_both() throws TemplateException {
        var data = GroupData.of(Map.of("os", "meta", "request", "meta", "Case", "kept"), Map.of("OS", "selector"), "a=1");
        assertThat(GoTemplate.parse("", "{{.os}} {{.Case}} {{.request}}").render(data)).isEqualTo("selector kept map[query:map[a:1] raw_query:a=1]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the first value counts            | os=a&os=b&c           | map[c: os:a]
            escapes are decoded               | name=a+b%2Bc%C3%A9    | map[name:a b+cé]
            a bad escape drops its pair       | a=%zz&b=%4&c=1        | map[c:1]
            a semicolon drops its pair        | a=1;b=2&c=1           | map[c:1]
            a mac is normalised               | mac=52-54-00-A1-9C-AE | map[mac:52:54:00:a1:9c:ae]
            also with dots, in any case       | MAC=5254.00A1.9CAE    | map[MAC:52:54:00:a1:9c:ae]
            also with eight octets            | mac=00:11:22:33:44:55:66:77 | map[mac:00:11:22:33:44:55:66:77]
            bare digits are one, too          | mac=525400a19cae&a=1  | map[a:1 mac:52:54:00:a1:9c:ae]
            what is no mac is left out        | mac=52540a19cae&a=1   | map[a:1]
            mixed separators are no mac       | mac=52:54-00:a1:9c:ae | map[]
            """)
    void a_query_is_decoded(String what, String rawQuery, String expected) throws TemplateException {
        assertThat(query(rawQuery)).isEqualTo(expected);
    }
}
