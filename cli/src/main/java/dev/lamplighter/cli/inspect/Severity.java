package dev.lamplighter.cli.inspect;

import static java.util.Locale.ROOT;

/** How bad a finding is: some machine gets nothing, somebody will be surprised, or it is only good to know. */
enum Severity {
    ERROR, WARNING, NOTE;

    String word() {
        return name().toLowerCase(ROOT);
    }
}
