package dev.lamplighter.http.service;

import dev.lamplighter.http.packet.Conditions;
import dev.lamplighter.http.packet.EntityTags;
import dev.lamplighter.http.packet.HttpDates;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the conditions of a request allow (RFC 9110 section 13.2.2), for things that have a date or nothing, and never an entity tag. */
enum Precondition {
    SEND,
    NOT_MODIFIED,
    FAILED;

    static Precondition of(Question asked, Instant modified) {
        Conditions conditions = asked.conditions();
        if (!conditions.ifMatch().isEmpty()) {
            if (!EntityTags.matchesAnything(conditions.ifMatch())) {
                return FAILED;
            }
        } else if (isAfter(modified, conditions.ifUnmodifiedSince())) {
            return FAILED;
        }
        if (!conditions.ifNoneMatch().isEmpty()) {
            return !EntityTags.matchesAnything(conditions.ifNoneMatch()) ? SEND : asked.isGetOrHead() ? NOT_MODIFIED : FAILED;
        }
        return asked.isGetOrHead() && isNotAfter(modified, conditions.ifModifiedSince()) ? NOT_MODIFIED : SEND;
    }

    /** The {@code Range} header that counts: none where {@code If-Range} names another version. */
    static String range(Question asked, Instant modified) {
        String condition = asked.conditions().ifRange();
        if (condition.isEmpty() || !asked.isGetOrHead()) {
            return asked.conditions().range();
        }
        boolean same = !EntityTags.isTag(condition) && isKnown(modified)
                && HttpDates.parse(condition).filter(seconds(modified)::equals).isPresent();
        return same ? asked.conditions().range() : "";
    }

    static boolean isNotAfter(Instant modified, String date) {
        return isKnown(modified) && HttpDates.parse(date).filter(since -> !seconds(modified).isAfter(since)).isPresent();
    }

    static boolean isKnown(Instant modified) {
        return !modified.equals(Instant.EPOCH);
    }

    private static boolean isAfter(Instant modified, String date) {
        return isKnown(modified) && HttpDates.parse(date).filter(since -> seconds(modified).isAfter(since)).isPresent();
    }

    private static Instant seconds(Instant modified) {
        return modified.truncatedTo(ChronoUnit.SECONDS);
    }
}
