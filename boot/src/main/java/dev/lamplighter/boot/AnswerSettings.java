package dev.lamplighter.boot;

import dev.lamplighter.render.gotemplate.Limits;

/**
 * How questions are answered.
 *
 * @param compatMatchbox Ignition that cannot be read, or is newer than Matchbox knows, is answered with Matchbox's empty config
 * @param rendering what one template may cost
 * @param mostTemplates how many parsed templates of each kind are kept
 * @param mostTemplateOctets of how many octets of source the kept templates of each kind are made
 * @param promptMetadataChars up to which length {@code /metadata} is made on the caller's thread
 * @param mostMetadataChars how long {@code /metadata} may become
 */
public record AnswerSettings(boolean compatMatchbox, Limits rendering, int mostTemplates, long mostTemplateOctets, long promptMetadataChars,
        long mostMetadataChars) {

    public static AnswerSettings defaults() {
        return new AnswerSettings(false, Limits.DEFAULT, 512, 16 << 20, 64 << 10, 16 << 20);
    }

    public AnswerSettings withCompatMatchbox(boolean compat) {
        return new AnswerSettings(compat, rendering, mostTemplates, mostTemplateOctets, promptMetadataChars, mostMetadataChars);
    }
}
