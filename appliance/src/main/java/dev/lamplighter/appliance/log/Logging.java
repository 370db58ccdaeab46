package dev.lamplighter.appliance.log;

import dev.lamplighter.appliance.settings.Settings.LogLevel;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;

/** Sets Log4j up: everything goes to standard error, events at the operator's level, libraries at {@code warn}. */
public final class Logging {

    /** The logger of events. */
    public static final String EVENTS = "lamplighter";

    private static final String FOR_PEOPLE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %msg%n%throwable";
    private static final String FOR_LIBRARIES_IN_JSON =
            "{\"schema\":1,\"kind\":\"log\",\"time\":\"%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}\",\"level\":\"%level\",\"logger\":\"%enc{%c}{JSON}\","
                    + "\"message\":\"%enc{%m %throwable}{JSON}\"}%n%ex{none}";

    private Logging() {}

    public static void start(LogLevel level, boolean json) {
        var builder = ConfigurationBuilderFactory.newConfigurationBuilder();
        Level threshold = Level.valueOf(level.name());
        builder.setStatusLevel(Level.ERROR).setConfigurationName("lamplighter").setShutdownHook("disable");
        builder.add(builder.newAppender("events", "Console").addAttribute("target", ConsoleAppender.Target.SYSTEM_ERR)
                .add(builder.newLayout("PatternLayout").addAttribute("pattern", json ? "%msg%n" : FOR_PEOPLE)));
        builder.add(builder.newAppender("others", "Console").addAttribute("target", ConsoleAppender.Target.SYSTEM_ERR)
                .add(builder.newLayout("PatternLayout").addAttribute("pattern", json ? FOR_LIBRARIES_IN_JSON : FOR_PEOPLE)));
        builder.add(builder.newLogger(EVENTS, threshold).add(builder.newAppenderRef("events")).addAttribute("additivity", false));
        builder.add(builder.newRootLogger(threshold.isLessSpecificThan(Level.WARN) ? Level.WARN : threshold).add(builder.newAppenderRef("others")));
        Configurator.initialize(builder.build(false));
    }
}
