package dev.lamplighter.appliance.doctor;

import static java.util.Locale.ROOT;

import java.util.Optional;

/** One thing that was looked at, in one sentence. {@code about} is the topic: {@code interface}, {@code firewall}; {@code run} the command that mends it, where one does. */
public record Finding(Level level, String about, String sentence, Optional<String> run) {

    /** In order, worth knowing, or machines will not boot. */
    public enum Level {
        OK, WARN, BAD;

        public String word() {
            return name().toLowerCase(ROOT);
        }
    }

    public static Finding ok(String about, String sentence) {
        return new Finding(Level.OK, about, sentence, Optional.empty());
    }

    public static Finding warn(String about, String sentence) {
        return new Finding(Level.WARN, about, sentence, Optional.empty());
    }

    public static Finding bad(String about, String sentence) {
        return new Finding(Level.BAD, about, sentence, Optional.empty());
    }

    /** The same with the command that mends it. */
    public Finding run(String command) {
        return new Finding(level, about, sentence, Optional.of(command));
    }

    /** {@code bad} if that is what it means for booting, else only worth knowing. */
    static Finding of(boolean bad, String about, String sentence) {
        return bad ? bad(about, sentence) : warn(about, sentence);
    }
}
