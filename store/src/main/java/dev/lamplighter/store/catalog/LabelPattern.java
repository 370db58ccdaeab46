package dev.lamplighter.store.catalog;

import java.util.List;

/** What a selector of our own group files may want of a label in place of one value. An absent label counts as the empty text. */
public sealed interface LabelPattern {

    boolean matches(String value);

    /** The text by which groups are ranked. Of two prefixes that match the same value the longer one's is greater. */
    default String rank() {
        return switch (this) {
            case OneOf(List<String> values) -> String.join("|", values);
            case Prefix(String start) -> start;
            case Glob(String pattern) -> pattern;
        };
    }

    /** One of these values. */
    record OneOf(List<String> values) implements LabelPattern {
        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public boolean matches(String value) {
            return values.contains(value);
        }

        @Override
        public String toString() {
            return rank();
        }
    }

    record Prefix(String start) implements LabelPattern {

        @Override
        public boolean matches(String value) {
            return value.startsWith(start);
        }

        @Override
        public String toString() {
            return start + "…";
        }
    }

    /** {@code *} stands for any characters and {@code ?} for one; work is bounded by the product of both lengths. */
    record Glob(String pattern) implements LabelPattern {

        /** The characters before the first that stands for others. */
        public String literalStart() {
            int end = 0;
            while (end < pattern.length() && pattern.charAt(end) != '*' && pattern.charAt(end) != '?') {
                end++;
            }
            return pattern.substring(0, end);
        }

        @Override
        public boolean matches(String value) {
            int p = 0;
            int star = -1;
            int resume = 0;
            for (int v = 0; v < value.length(); ) {
                if (p < pattern.length() && pattern.charAt(p) == '*') {
                    star = p++;
                    resume = v;
                } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == value.charAt(v))) {
                    p++;
                    v++;
                } else if (star >= 0) {
                    p = star + 1;
                    v = ++resume;
                } else {
                    return false;
                }
            }
            while (p < pattern.length() && pattern.charAt(p) == '*') {
                p++;
            }
            return p == pattern.length();
        }

        @Override
        public String toString() {
            return pattern;
        }
    }
}
