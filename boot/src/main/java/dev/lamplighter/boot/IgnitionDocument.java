package dev.lamplighter.boot;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.render.Severity;
import dev.lamplighter.render.butane.Butane;
import dev.lamplighter.render.butane.ButaneOptions;
import dev.lamplighter.render.butane.Entry;
import dev.lamplighter.render.butane.Translation;
import dev.lamplighter.render.ignition.IgnitionConfig;
import java.util.Optional;

/** What a text came to as an Ignition config. */
sealed interface IgnitionDocument {

    /** The config that is served. */
    record Config(Bytes json) implements IgnitionDocument {}

    /** Why there is none; the problem begins with its place in the text, where there is one. */
    record Refused(String code, String problem) implements IgnitionDocument {}

    /** An Ignition file. For Matchbox there is always a config, be it empty. */
    static IgnitionDocument ofFile(Bytes file, boolean compatMatchbox) {
        return switch (IgnitionConfig.read(file.toArray())) {
            case IgnitionConfig.Served served when compatMatchbox && served.isBeyondMatchbox() -> empty();
            case IgnitionConfig.Served served -> new Config(Bytes.owned(served.json()));
            case IgnitionConfig.Unreadable _ when compatMatchbox -> empty();
            case IgnitionConfig.Unreadable broken -> new Refused("ignition-invalid", broken.line() + ":" + broken.column() + ": " + broken.message());
        };
    }

    /**
     * A Butane document, translated and read again as a file would be. A MachineConfig is refused: an OpenShift cluster hands it to machines that
     * run, and Ignition cannot boot a machine from it.
     */
    static IgnitionDocument ofButane(Bytes text, boolean compatMatchbox) {
        return switch (Butane.translate(text.toArray(), ButaneOptions.served())) {
            case Translation.Failed failed -> new Refused("butane-invalid", problem(failed));
            case Translation.Translated made when made.text().startsWith("{") -> switch (ofFile(Bytes.owned(made.output()), compatMatchbox)) {
                case Config config -> config;
                case Refused(String code, String problem) -> new Refused(code, " Butane makes an Ignition config of it that is invalid at " + problem);
            };
            case Translation.Translated _ when compatMatchbox -> empty();
            case Translation.Translated _ -> new Refused("butane-machineconfig",
                    " its variant is openshift, which makes a MachineConfig, and no machine boots from that; use the variant fcos");
        };
    }

    private static String problem(Translation.Failed failed) {
        Optional<Entry> first = failed.report().stream().filter(entry -> entry.severity() == Severity.ERROR).findFirst();
        return first.map(entry -> (entry.line() == 0 ? "" : entry.line() + ":" + entry.column() + ":") + " " + entry.message()
                        + (entry.path().isEmpty() ? "" : " (" + entry.path() + ")") + ", in what the template renders to")
                .orElseGet(() -> " " + failed.message() + ", in what the template renders to");
    }

    private static IgnitionDocument empty() {
        return new Config(Bytes.owned(IgnitionConfig.matchboxEmpty()));
    }

    /** How much it holds. */
    default int octets() {
        return switch (this) {
            case Config(Bytes json) -> json.length();
            case Refused refused -> refused.problem().length();
        };
    }

    /** The answer; {@code file} is what the text was made of. */
    default Outcome<Body> outcome(String file) {
        return switch (this) {
            case Config(Bytes json) -> new Outcome.Reply<>(new Body.Text(json, Optional.of("application/json")));
            case Refused(String code, String problem) -> new Outcome.Ignored<>(new Reason(code, file + ":" + problem));
        };
    }
}
