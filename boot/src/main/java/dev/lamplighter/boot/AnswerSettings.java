package dev.lamplighter.boot;

import dev.lamplighter.render.gotemplate.FunctionSet;
import dev.lamplighter.render.gotemplate.Limits;
import java.time.Duration;

/**
 * How questions are answered.
 *
 * @param compatMatchbox Ignition that cannot be read, or is newer than Matchbox knows, is answered with Matchbox's empty config
 * @param functions which functions templates may call
 * @param rendering what one template may cost
 * @param promptRendering what a template may cost on the caller's thread; one that takes more is rendered again where there is time
 * @param mostTemplates how many parsed templates of each kind are kept
 * @param mostTemplateOctets of how many octets of source the kept templates of each kind are made
 * @param mostTranslations how many texts that Butane translated are kept
 * @param mostTranslationOctets how many octets these texts and what they came to have together
 * @param promptMetadataChars up to which length {@code /metadata} is made on the caller's thread
 * @param mostMetadataChars how long {@code /metadata} may become
 */
public record AnswerSettings(boolean compatMatchbox, FunctionSet functions, Limits rendering, Limits promptRendering, int mostTemplates, long mostTemplateOctets,
        int mostTranslations, long mostTranslationOctets, long promptMetadataChars, long mostMetadataChars) {

    public static AnswerSettings defaults() {
        return new AnswerSettings(false, FunctionSet.MATCHBOX, Limits.DEFAULT, new Limits(64 << 10, 2_000, 100, Duration.ofMillis(5)), 512, 16 << 20, 4096, 32 << 20,
                64 << 10, 16 << 20);
    }

    public AnswerSettings withCompatMatchbox(boolean compat) {
        return new AnswerSettings(compat, functions, rendering, promptRendering, mostTemplates, mostTemplateOctets, mostTranslations,
                mostTranslationOctets, promptMetadataChars, mostMetadataChars);
    }

    public AnswerSettings withFunctions(FunctionSet set) {
        return new AnswerSettings(compatMatchbox, set, rendering, promptRendering, mostTemplates, mostTemplateOctets, mostTranslations,
                mostTranslationOctets, promptMetadataChars, mostMetadataChars);
    }
}
