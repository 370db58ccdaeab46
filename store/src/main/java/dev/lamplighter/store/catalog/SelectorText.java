package dev.lamplighter.store.catalog;

import java.util.Map;
import java.util.stream.Collectors;

/** A selector as one text: its {@code key=value} pairs in the order of their octets, with commas. Groups are ranked by it. */
final class SelectorText {

    private SelectorText() {}

    static String of(Map<String, String> selector) {
        return selector.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .sorted(Utf8Order.ASCENDING)
                .collect(Collectors.joining(","));
    }
}
