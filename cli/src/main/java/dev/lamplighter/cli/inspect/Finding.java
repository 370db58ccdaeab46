package dev.lamplighter.cli.inspect;

import java.util.List;

/**
 * One thing that was found, with a stable code to search and count by.
 *
 * @param groups the first of the groups that it is true for, where it is for some and not for the whole directory
 * @param groupCount for how many it is true
 */
record Finding(Severity severity, String code, Spot spot, String message, List<String> groups, long groupCount) {

    Finding {
        groups = List.copyOf(groups);
    }

    /** The message with its groups. */
    String sentence() {
        if (groups.isEmpty()) {
            return message;
        }
        long others = groupCount - groups.size();
        return message + " (" + String.join(", ", groups) + (others == 0 ? "" : " and " + others + " more") + ")";
    }
}
