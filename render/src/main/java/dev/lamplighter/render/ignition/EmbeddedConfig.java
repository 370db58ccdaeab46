package dev.lamplighter.render.ignition;

import dev.lamplighter.render.Severity;
import dev.lamplighter.render.json.Json;
import dev.lamplighter.render.json.JsonException;
import dev.lamplighter.render.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of an Ignition file that is written inside another configuration. */
public sealed interface EmbeddedConfig {

    /** It was looked at. */
    record Checked(List<Finding> findings) implements EmbeddedConfig {
        public Checked {
            findings = List.copyOf(findings);
        }
    }

    /** It has another version than the configuration around it, and was not looked at. */
    record OtherVersion() implements EmbeddedConfig {}

    /** It is no JSON, or no Ignition file. */
    record Unreadable(String message) implements EmbeddedConfig {}

    /**
     * Looks at a file.
     *
     * @param minor of the version 3.{@code minor} that it must have
     */
    static EmbeddedConfig check(String text, int minor) {
        try {
            Json json = JsonReader.read(text, JsonReader.DEEPEST);
            String version = new SectionReader(minor).versionOf(json).textOrEmpty("version");
            Section config = new SectionReader(minor).read(Specification.CONFIG, json);
            Optional<Version> parsed = Version.parse(version);
            if (parsed.isPresent() && !parsed.get().toString().equals(Specification.version(minor))) {
                return new OtherVersion();
            }
            var findings = new Findings();
            if (parsed.isEmpty()) {
                findings.error(config, "ignition.version", "invalid config version (couldn't parse)");
            }
            ConfigRules.check(config, minor, findings);
            var all = new ArrayList<Finding>(findings.all());
            new UnusedNames(minor, all).look(Specification.CONFIG, json, "");
            return new Checked(all);
        } catch (JsonException | Invalid e) {
            return new Unreadable(e.getMessage());
        }
    }

    /** Finds the names that Ignition does not know. */
    record UnusedNames(int minor, List<Finding> found) {

        private void look(Schema schema, Json json, String path) {
            if (!(json instanceof Json.Members object)) {
                return;
            }
            for (Json.Member member : object.members()) {
                String place = path.isEmpty() ? member.name() : path + "." + member.name();
                Optional<Schema.Field> field = schema.exactly(member.name(), minor);
                if (field.isEmpty()) {
                    found.add(new Finding(Severity.WARNING, place, Origin.UNKNOWN, Origin.UNKNOWN, "unused key " + member.name()));
                } else {
                    look(field.get().type(), member.value(), place);
                }
            }
        }

        private void look(Schema.Type type, Json json, String path) {
            switch (type) {
                case Schema.Type.Part part -> look(part.schema(), json, path);
                case Schema.Type.Parts parts -> {
                    List<Json> elements = json instanceof Json.Elements list ? list.elements() : List.of();
                    for (int i = 0; i < elements.size(); i++) {
                        look(parts.schema(), elements.get(i), path + "." + i);
                    }
                }
                case Schema.Type.Text _, Schema.Type.Whole _, Schema.Type.Flag _, Schema.Type.Texts _ -> {
                    // Nothing in them has a name.
                }
            }
        }
    }
}
