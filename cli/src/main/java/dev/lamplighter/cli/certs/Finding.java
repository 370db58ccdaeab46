package dev.lamplighter.cli.certs;

/** One thing that was looked at: good, worth knowing, or wrong; in one sentence. */
public record Finding(Level level, String sentence) {

    public enum Level { OK, WARNING, ERROR }

    static Finding ok(String sentence) {
        return new Finding(Level.OK, sentence);
    }

    static Finding warning(String sentence) {
        return new Finding(Level.WARNING, sentence);
    }

    static Finding error(String sentence) {
        return new Finding(Level.ERROR, sentence);
    }

    public boolean isError() {
        return level == Level.ERROR;
    }
}
