package dev.lamplighter.appliance.log;

import dev.lamplighter.appliance.settings.Settings.LogLevel;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.Configurator;

/** Sets Log4j up for what libraries say: to standard error, at {@code warn} or what the operator lets through. Events have their own way out. */
public final class Logging {

    /** The name under which the appliance itself speaks among libraries. */
    public static final String EVENTS = "lamplighter";

    private Logging() {}

    public static void start(LogLevel level, boolean json) {
        Configurator.initialize(new StandardError(Level.valueOf(level.name()), json ? new JsonLayout() : new LineLayout()));
    }

    /** Put together by hand, as Log4j's own builders look for plugins and patterns at each start. */
    private static final class StandardError extends AbstractConfiguration {

        private final transient Level events;
        private final transient Layout<String> layout;

        StandardError(Level events, Layout<String> layout) {
            super(null, ConfigurationSource.NULL_SOURCE);
            // Log4j would stop writing while the appliance still has something to say: it closes by itself, last.
            isShutdownHookEnabled = false;
            this.events = events;
            this.layout = layout;
        }

        @Override
        protected void doConfigure() {
            var appender = ConsoleAppender.newBuilder().setName("stderr").setTarget(ConsoleAppender.Target.SYSTEM_ERR).setLayout(layout).build();
            appender.start();
            addAppender(appender);
            getRootLogger().setLevel(events.isLessSpecificThan(Level.WARN) ? Level.WARN : events);
            getRootLogger().addAppender(appender, null, null);
        }
    }
}
