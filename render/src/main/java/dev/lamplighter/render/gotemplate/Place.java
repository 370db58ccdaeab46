package dev.lamplighter.render.gotemplate;

import java.util.Optional;

/** A line and a column of a text, both from 1. */
record Place(int line, int column) {

    static Place of(String text, int offset) {
        int line = 1;
        int begin = 0;
        for (int end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', begin)) {
            line++;
            begin = end + 1;
        }
        return new Place(line, text.codePointCount(begin, offset) + 1);
    }

    TemplateException exception(TemplateException.Phase phase, String template, String problem, Optional<String> missingKey) {
        return new TemplateException(phase, template, line, column, problem, missingKey);
    }
}
