package dev.lamplighter.console.metrics;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names in a query of Prometheus' language: which series it reads, and by which labels it selects and groups. */
record Query(String text, Set<String> series, Set<String> labels) {

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");
    private static final Pattern SELECTOR = Pattern.compile("\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_:][A-Za-z0-9_:]*+(?!\\s*\\()");
    private static final Pattern NUMBER = Pattern.compile("\\b[0-9.]+(?:e[+-]?[0-9]+|[a-z]*)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan", "by", "without", "on", "ignoring", "group_left", "group_right");

    static Query of(String text) {
        Set<String> labels = new LinkedHashSet<>();
        String rest = TEXT.matcher(text).replaceAll("\"\"");
        SELECTOR.matcher(rest).results().flatMap(selector -> MATCHER.matcher(selector.group(1)).results()).forEach(match -> labels.add(match.group(1)));
        rest = SELECTOR.matcher(rest).replaceAll("");
        GROUPING.matcher(rest).results().map(grouping -> grouping.group(2)).flatMap(names -> Pattern.compile("[A-Za-z_][A-Za-z0-9_]*").matcher(names).results())
                .map(MatchResult::group).forEach(labels::add);
        rest = GROUPING.matcher(rest).replaceAll(" ");
        rest = NUMBER.matcher(RANGE.matcher(rest).replaceAll("")).replaceAll(" ");
        Set<String> series = NAME.matcher(rest).results().map(MatchResult::group).filter(name -> !WORDS.contains(name.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Query(text, series, labels);
    }
}
