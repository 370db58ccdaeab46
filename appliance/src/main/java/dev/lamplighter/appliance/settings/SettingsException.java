package dev.lamplighter.appliance.settings;

/** Settings that cannot be used. The message names the place and the fix; {@link #exitCode} is the process's. */
public final class SettingsException extends Exception {

    private final int exitCode;
    private final boolean showUsage;

    public SettingsException(String message, int exitCode) {
        this(message, exitCode, false);
    }

    public SettingsException(String message, int exitCode, boolean showUsage) {
        super(message);
        this.exitCode = exitCode;
        this.showUsage = showUsage;
    }

    static SettingsException at(Origin origin, String key, String what) {
        return at(origin, key, what, origin.exitCode());
    }

    static SettingsException at(Origin origin, String key, String what, int exitCode) {
        return new SettingsException(origin.where() + ": " + (origin instanceof Origin.Flag ? "" : key + ": ") + what, exitCode);
    }

    public int exitCode() {
        return exitCode;
    }

    /** Whether the usage follows the message, as Matchbox's does after an unknown flag. */
    public boolean showUsage() {
        return showUsage;
    }
}
