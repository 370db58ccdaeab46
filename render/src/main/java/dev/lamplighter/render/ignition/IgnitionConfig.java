package dev.lamplighter.render.ignition;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.render.Place;
import dev.lamplighter.render.json.Json;
import dev.lamplighter.render.json.JsonException;
import dev.lamplighter.render.json.JsonReader;
import java.util.Optional;

/** What became of an Ignition file. */
public sealed interface IgnitionConfig {

    /** A valid file, ready to be served. */
    final class Served implements IgnitionConfig {
        private final String json;
        private final String version;

        Served(String json, String version) {
            this.json = json;
            this.version = version;
        }

        /** The configuration as compact JSON in UTF-8. */
        public byte[] json() {
            return json.getBytes(UTF_8);
        }

        /** The version that it is printed in: 3.4.0 for everything up to it, else the file's own. */
        public String version() {
            return version;
        }

        /** Whether Matchbox cannot read it and serves {@link IgnitionConfig#matchboxEmpty} instead. */
        public boolean isBeyondMatchbox() {
            return !version.equals("3." + Specification.MATCHBOX + ".0");
        }

        @Override
        public String toString() {
            return json;
        }
    }

    /**
     * A file that is no JSON, of an unknown version, or invalid.
     *
     * @param message what is wrong, naming the field
     * @param line in the file, from 1
     * @param column in that line, in characters from 1
     */
    record Unreadable(String message, int line, int column) implements IgnitionConfig {}

    /**
     * Reads an Ignition file of version 3.0.0 to 3.6.0, checks it, and translates it up to 3.4.0; versions after that stay what they are.
     *
     * @param json the file, UTF-8
     */
    static IgnitionConfig read(byte[] json) {
        String text = new String(json, UTF_8);
        try {
            return served(JsonReader.read(text, JsonReader.DEEPEST));
        } catch (JsonException e) {
            return new Unreadable("not JSON: " + e.getMessage(), e.place().line(), e.place().column());
        } catch (Invalid e) {
            Place place = Place.of(text, e.offset());
            return new Unreadable(e.getMessage(), place.line(), place.column());
        }
    }

    private static Served served(Json json) throws Invalid {
        int minor = minor(json);
        Section config = new SectionReader(minor).read(Specification.CONFIG, json);
        var findings = new Findings();
        ConfigRules.check(config, minor, findings);
        Optional<Finding> error = findings.firstError();
        if (error.isPresent()) {
            throw Invalid.of(error.get());
        }
        int printed = Math.max(minor, Specification.MATCHBOX);
        String version = "3." + printed + ".0";
        Upgrade.from(minor, config);
        config.open("ignition", Origin.UNKNOWN).put("version", version, Origin.UNKNOWN);
        return new Served(new SectionWriter(printed, true).write(config), version);
    }

    private static int minor(Json json) throws Invalid {
        Section ignition = new SectionReader(Specification.NEWEST).versionOf(json);
        String version = ignition.textOrEmpty("version");
        for (int minor = 0; minor <= Specification.NEWEST; minor++) {
            if (version.equals("3." + minor + ".0")) {
                return minor;
            }
        }
        Origin place = ignition.has("version") ? ignition.origin("version") : ignition.around();
        throw Invalid.at(ignition.pathOf("version"), version.isEmpty() ? "no version is given" : "version " + version
                + " is unknown; 3.0.0 to 3." + Specification.NEWEST + ".0 are known", place instanceof Origin.Offset offset ? offset.units() : 0);
    }

    /** What Matchbox answers, with status 200, for a file that it cannot read. */
    static byte[] matchboxEmpty() {
        var nothing = new Section(Specification.CONFIG, "", Origin.UNKNOWN);
        return new SectionWriter(Specification.MATCHBOX, true).write(nothing).getBytes(UTF_8);
    }
}
