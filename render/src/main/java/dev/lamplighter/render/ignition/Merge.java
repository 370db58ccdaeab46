package dev.lamplighter.render.ignition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges two configurations as Ignition does: of a value that both give the child's counts, lists are united by the keys of their elements, the
 * parent's first, and elements with equal keys are merged.
 */
public final class Merge {

    /** Lists that are put together as they are. */
    private static final Set<String> CONCATENATED = Set.of("append", "options", "mountOptions");

    /** Lists that share one set of keys: a child's file takes the place of a parent's link. */
    private static final List<String> NODES = List.of("directories", "files", "links");

    private final int minor;

    private Merge(int minor) {
        this.minor = minor;
    }

    /** The parent with the child over it, both of version 3.{@code minor}.0. */
    public static Section of(Section parent, Section child, int minor) {
        return new Merge(minor).merged(parent, child, "", child.origin(""));
    }

    private Section merged(Section parent, Section child, String path, Origin origin) {
        var result = new Section(child.schema(), path, origin);
        for (Schema.Field field : child.schema().fields(minor)) {
            String name = field.name();
            switch (field.type()) {
                case Schema.Type.Text _, Schema.Type.Whole _, Schema.Type.Flag _ -> value(parent, child, result, field);
                case Schema.Type.Part _ -> part(parent, child, result, name);
                case Schema.Type.Texts _ -> texts(parent, child, result, name);
                case Schema.Type.Parts _ -> parts(parent, child, result, name);
            }
        }
        return result;
    }

    private void value(Section parent, Section child, Section result, Schema.Field field) {
        String name = field.name();
        Section from = child.has(name) || field.presence(minor) != Schema.Presence.GIVEN ? child : parent;
        from.value(name).ifPresent(value -> result.put(name, value, from.origin(name)));
        result.mark(name, from.origin(name));
    }

    private void part(Section parent, Section child, Section result, String name) {
        if (parent.has(name) || child.has(name)) {
            Origin origin = child.has(name) ? child.origin(name) : parent.origin(name);
            result.put(name, merged(parent.part(name), child.part(name), result.pathOf(name), origin), origin);
        }
    }

    private static void texts(Section parent, Section child, Section result, String name) {
        boolean concatenated = CONCATENATED.contains(name);
        Set<String> ofParent = new HashSet<>(concatenated ? List.of() : parent.texts(name));
        for (int i = 0; i < parent.texts(name).size(); i++) {
            result.addText(name, parent.texts(name).get(i), parent.origin(name + "." + i));
        }
        for (int i = 0; i < child.texts(name).size(); i++) {
            String text = child.texts(name).get(i);
            if (!ofParent.contains(text)) {
                result.addText(name, text, child.origin(name + "." + i));
            }
        }
        if (child.has(name)) {
            result.mark(name, child.origin(name));
        }
    }

    private void parts(Section parent, Section child, Section result, String name) {
        var all = new ArrayList<Section>();
        List<Section> ofParent = parent.parts(name);
        List<Section> ofChild = child.parts(name);
        boolean concatenated = CONCATENATED.contains(name);
        Map<String, Section> byKey = new HashMap<>();
        Set<String> elsewhere = new HashSet<>();
        if (!concatenated) {
            ofChild.forEach(element -> byKey.put(key(name, element), element));
            NODES.stream().filter(kind -> NODES.contains(name) && !kind.equals(name))
                    .forEach(kind -> child.parts(kind).forEach(node -> elsewhere.add(key(kind, node))));
        }
        Set<String> keys = new HashSet<>();
        for (Section element : ofParent) {
            String key = key(name, element);
            if (!concatenated) {
                keys.add(key);
            }
            if (byKey.containsKey(key) || !elsewhere.contains(key)) {
                all.add(element);
            }
        }
        List<Section> own = ofChild.stream().filter(element -> !keys.contains(key(name, element))).toList();
        var list = new ArrayList<Section>();
        for (Section element : all) {
            Section over = byKey.get(key(name, element));
            list.add(over == null ? moved(element, result, name, list.size())
                    : merged(element, over, result.pathOf(name + "." + list.size()), over.origin("")));
        }
        own.forEach(element -> list.add(moved(element, result, name, list.size())));
        if (!list.isEmpty()) {
            result.put(name, list, child.has(name) ? child.origin(name) : parent.origin(name));
        }
    }

    /** The same element at another place of its list. */
    private Section moved(Section element, Section result, String name, int at) {
        return merged(new Section(element.schema(), "", Origin.UNKNOWN), element, result.pathOf(name + "." + at), element.origin(""));
    }

    private static String key(String list, Section element) {
        return switch (list) {
            case "partitions" -> DiskRules.key(element);
            case "disks", "filesystems" -> element.textOrEmpty("device");
            case "files", "directories", "links" -> element.textOrEmpty("path");
            case "tang" -> element.textOrEmpty("url");
            case "merge", "certificateAuthorities" -> element.textOrEmpty("source");
            default -> element.textOrEmpty("name");
        };
    }
}
