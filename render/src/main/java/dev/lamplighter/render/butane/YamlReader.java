package dev.lamplighter.render.butane;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.render.Place;
import dev.lamplighter.render.butane.YamlNode.Alias;
import dev.lamplighter.render.butane.YamlNode.Mapping;
import dev.lamplighter.render.butane.YamlNode.Pair;
import dev.lamplighter.render.butane.YamlNode.Scalar;
import dev.lamplighter.render.butane.YamlNode.Sequence;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;

/** Reads the first document of a YAML text. Its work and depth are bounded, because an alias stays an alias. */
final class YamlReader {

    private final Parser events;
    private final int deepest;
    private final Map<String, YamlNode> anchors = new HashMap<>();

    private YamlReader(Parser events, int deepest) {
        this.events = events;
        this.deepest = deepest;
    }

    /** The root of the first document; empty if there is none. */
    static Optional<YamlNode> read(byte[] document, ButaneLimits limits) throws YamlProblem {
        if (document.length > limits.document()) {
            throw new YamlProblem("the document has more than " + limits.document() + " bytes");
        }
        String text = text(document);
        checkVersion(text);
        var options = new LoaderOptions();
        options.setCodePointLimit(limits.document());
        try {
            return new YamlReader(new ParserImpl(new WholeText(text), options), limits.depth()).first();
        } catch (YAMLException e) {
            throw new YamlProblem(YamlWording.of(e));
        }
    }

    private static String text(byte[] document) throws YamlProblem {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new YamlProblem("the document is not UTF-8");
        }
    }

    /** Only version 1.1 of YAML may be asked for. */
    private static void checkVersion(String text) throws YamlProblem {
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("%YAML") && !line.substring(5).strip().matches("1\\.1(\\s.*)?")) {
                throw new YamlProblem("found incompatible YAML document");
            }
            if (!line.startsWith("%") && !line.startsWith("#") && !line.isBlank()) {
                return;
            }
        }
    }

    private Optional<YamlNode> first() throws YamlProblem {
        for (Event event = events.getEvent(); !event.is(Event.ID.StreamEnd); event = events.getEvent()) {
            if (event instanceof NodeEvent) {
                YamlNode root = node(event, 0);
                events.getEvent();
                return Optional.of(root);
            }
        }
        return Optional.empty();
    }

    private YamlNode node(Event event, int depth) throws YamlProblem {
        if (depth > deepest) {
            throw new YamlProblem("exceeded max depth of " + deepest);
        }
        Place place = place(event.getStartMark());
        YamlNode node = switch (event) {
            case AliasEvent alias -> new Alias(target(alias), place);
            case ScalarEvent scalar -> new Scalar(scalar.getValue(), tag(scalar.getTag()), scalar.isPlain(), place);
            case SequenceStartEvent _ -> sequence(place, depth);
            case MappingStartEvent _ -> mapping(place, depth);
            default -> throw new IllegalStateException("no node begins with " + event);
        };
        if (event instanceof NodeEvent named && !(event instanceof AliasEvent) && named.getAnchor() != null) {
            anchors.put(named.getAnchor(), node);
        }
        return node;
    }

    private YamlNode target(AliasEvent alias) throws YamlProblem {
        YamlNode target = anchors.get(alias.getAnchor());
        if (target == null) {
            throw new YamlProblem("unknown anchor '" + alias.getAnchor() + "' referenced");
        }
        return target;
    }

    private Sequence sequence(Place place, int depth) throws YamlProblem {
        var items = new ArrayList<YamlNode>();
        for (Event event = events.getEvent(); !event.is(Event.ID.SequenceEnd); event = events.getEvent()) {
            items.add(node(event, depth + 1));
        }
        return new Sequence(items, place);
    }

    private Mapping mapping(Place place, int depth) throws YamlProblem {
        var pairs = new ArrayList<Pair>();
        for (Event event = events.getEvent(); !event.is(Event.ID.MappingEnd); event = events.getEvent()) {
            YamlNode key = node(event, depth + 1);
            pairs.add(new Pair(key, node(events.getEvent(), depth + 1)));
        }
        return new Mapping(pairs, place);
    }

    private static String tag(String tag) {
        return tag == null || tag.equals("!") ? "" : tag;
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
