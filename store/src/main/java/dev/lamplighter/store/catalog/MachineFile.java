package dev.lamplighter.store.catalog;

import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.store.catalog.YamlNodes.BadYaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a machine file, {@code machines/NAME.yaml} or {@code NAME.json}. Its name is that of the file; an unknown key is an error. */
final class MachineFile {

    private static final String KEYS = "mac or macs, uuid, serial, hostname, address or addresses, labels, boot, secure and file";
    private static final int LONGEST_HOSTNAME = 253;
    private static final Pattern HOSTNAME = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private final Set<Mac> macs = new LinkedHashSet<>();
    private final List<IpAddress> addresses = new ArrayList<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private Optional<UUID> uuid = Optional.empty();
    private Optional<String> serial = Optional.empty();
    private Optional<String> hostname = Optional.empty();
    private BootIntent boot = BootIntent.NETBOOT;
    private Optional<Boolean> secure = Optional.empty();
    private Optional<String> file = Optional.empty();

    private MachineFile() {}

    static Parsed<Machine> parseYaml(Bytes text) {
        try {
            var root = YamlNodes.document(text);
            var file = new MachineFile();
            if (root.isPresent()) {
                for (var entry : YamlNodes.mapping(root.get(), "a machine").entrySet()) {
                    file.member(entry.getKey(), entry.getValue());
                }
                file.check(root.get());
                return new Parsed.Good<>(file.machine());
            }
            return new Parsed.Bad<>(0, 0, "the file is empty; a machine needs a mac, a uuid or a serial");
        } catch (BadYaml bad) {
            return new Parsed.Bad<>(bad.line(), bad.column(), bad.getMessage());
        }
    }

    /** JSON is YAML but for tabs, which only stand between its tokens; within strings they are escaped. */
    static Parsed<Machine> parseJson(Bytes text) {
        try {
            var json = new GoJson(text.toArray());
            json.skip();
            json.end();
        } catch (BadJson bad) {
            return new Parsed.Bad<>(bad.line(), bad.column(), bad.getMessage());
        }
        return parseYaml(Bytes.utf8(text.text().replace('\t', ' ')));
    }

    private void member(String key, Node value) throws BadYaml {
        switch (key) {
            case "mac" -> macs.add(read(value, key, Mac::parse, "a hardware address such as 52:54:00:a1:9c:ae"));
            case "macs" -> {
                for (Node element : elements(value, key)) {
                    macs.add(read(element, key, Mac::parse, "hardware addresses such as 52:54:00:a1:9c:ae"));
                }
            }
            case "uuid" -> uuid = Optional.of(read(value, key, Inventory::uuid, "a UUID such as 6f1c0ab4-5d1e-4f5a-9c3e-0000feed0001"));
            case "serial" -> serial = Optional.of(text(value, key));
            case "hostname" -> hostname = Optional.of(read(value, key, MachineFile::hostname, "a host name: letters, digits and hyphens, with dots between"));
            case "address" -> addresses.add(read(value, key, IpAddress::parse, "an address such as 192.168.1.10"));
            case "addresses" -> {
                for (Node element : elements(value, key)) {
                    addresses.add(read(element, key, IpAddress::parse, "addresses such as 192.168.1.10"));
                }
            }
            case "labels" -> {
                for (var label : YamlNodes.mapping(value, key).entrySet()) {
                    labels.put(label.getKey(), label(label.getKey(), label.getValue()));
                }
            }
            case "boot" -> boot = read(value, key, BootIntent::parse, "netboot, disk or netboot-once");
            case "secure" -> secure = Optional.of(read(value, key, MachineFile::truth, "true or false"));
            case "file" -> file = Optional.of(text(value, key));
            default -> throw new BadYaml(value, "a machine has no key " + key + " (it has " + KEYS + ")");
        }
    }

    private static List<Node> elements(Node value, String key) throws BadYaml {
        if (value instanceof SequenceNode list) {
            return list.getValue();
        }
        throw new BadYaml(value, key + " must be a list; a single one is written " + (key.equals("macs") ? "mac" : "address") + ": VALUE");
    }

    private static String text(Node value, String key) throws BadYaml {
        String text = YamlNodes.text(value, key);
        if (text.isBlank()) {
            throw new BadYaml(value, key + " is empty; give it a value, or leave it out");
        }
        return text;
    }

    private static <T> T read(Node value, String key, Function<String, Optional<T>> reader, String expected) throws BadYaml {
        String text = text(value, key);
        return reader.apply(text).orElseThrow(() -> new BadYaml(value, key + ": \"" + text + "\" is not " + expected));
    }

    private static String label(String name, Node value) throws BadYaml {
        return name.equals("mac") ? read(value, "labels.mac", Mac::parse, "a hardware address").toString() : YamlNodes.text(value, "labels." + name);
    }

    private static Optional<String> hostname(String text) {
        return Optional.of(text).filter(name -> name.length() <= LONGEST_HOSTNAME && HOSTNAME.matcher(name).matches());
    }

    private static Optional<Boolean> truth(String text) {
        return text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty();
    }

    private void check(Node root) throws BadYaml {
        if (macs.isEmpty() && uuid.isEmpty() && serial.isEmpty()) {
            throw new BadYaml(root, "nothing here tells the machine from others; a machine needs a mac, a uuid or a serial");
        }
    }

    private Machine machine() {
        return new Machine("", macs, uuid, serial, hostname, addresses, new Labels(labels), boot, secure, file);
    }
}
