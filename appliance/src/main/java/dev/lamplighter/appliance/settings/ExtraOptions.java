package dev.lamplighter.appliance.settings;

import dev.lamplighter.dhcp.packet.KnownOption;
import dev.lamplighter.dhcp.packet.OptionType;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.ExtraOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the {@code options} of a subnet or of a reservation: a name or number, and a value or {@code { TYPE: value, always: true }}. */
final class ExtraOptions {

    private static final int LONGEST = 1000;
    private static final String ALWAYS = "always";
    private static final String PROTOCOL = "is the protocol's own, and nothing to set";
    private static final Map<Integer, String> REFUSED = Map.ofEntries(Map.entry(1, "is what `subnet` says"), Map.entry(12, "is a reservation's `hostname`"),
            Map.entry(50, PROTOCOL), Map.entry(51, "is what `lease` says"), Map.entry(52, PROTOCOL), Map.entry(53, PROTOCOL), Map.entry(54, PROTOCOL),
            Map.entry(55, PROTOCOL), Map.entry(56, PROTOCOL), Map.entry(57, PROTOCOL), Map.entry(58, "is what `t1` says"), Map.entry(59, "is what `t2` says"),
            Map.entry(61, PROTOCOL), Map.entry(82, PROTOCOL), Map.entry(97, PROTOCOL), Map.entry(118, PROTOCOL));
    private static final Map<Integer, String> OF_SUBNET = Map.of(3, "router", 6, "dns", 15, "domain", 42, "ntp", 119, "search");

    private final boolean ofSubnet;

    private ExtraOptions(boolean ofSubnet) {
        this.ofSubnet = ofSubnet;
    }

    /** Those of a subnet, some of which have a setting of their own. */
    static List<ExtraOption> ofSubnet(Section section) throws SettingsException {
        return new ExtraOptions(true).in(section);
    }

    /** Those of one machine. */
    static List<ExtraOption> ofReservation(Section section) throws SettingsException {
        return new ExtraOptions(false).in(section);
    }

    private List<ExtraOption> in(Section section) throws SettingsException {
        Optional<Tree> tree = section.tree("options");
        if (tree.isEmpty()) {
            return List.of();
        }
        if (!(tree.get() instanceof Tree.Fields fields)) {
            throw SettingsException.at(tree.get().origin(), "options", "expected `name: value` lines, found " + tree.get().described());
        }
        var all = new ArrayList<ExtraOption>();
        var names = new HashMap<Integer, String>();
        for (Tree.Field field : fields.all().values()) {
            ExtraOption option = option(field);
            String before = names.putIfAbsent(option.code(), field.name());
            if (before != null) {
                throw SettingsException.at(field.at(), "options", field.name() + " is option " + option.code() + ", which is there already as " + before
                        + ": keep one of them");
            }
            all.add(option);
        }
        return all;
    }

    private ExtraOption option(Tree.Field field) throws SettingsException {
        Optional<KnownOption> known = KnownOption.find(field.name());
        int code = known.isPresent() ? known.get().code() : number(field);
        String setting = ofSubnet ? OF_SUBNET.get(code) : null;
        if (REFUSED.containsKey(code) || setting != null) {
            throw SettingsException.at(field.at(), "options", field.name() + (setting != null ? " is what `" + setting + "` says" : " " + REFUSED.get(code)));
        }
        if (field.value() instanceof Tree.Fields typed) {
            return typed(code, field, typed);
        }
        if (known.isEmpty()) {
            throw SettingsException.at(field.at(), "options", "the type of option " + code + " is not known here: say it, as in " + code
                    + ": { text: … }; there are " + Arrays.stream(OptionType.values()).map(OptionType::key).collect(Collectors.joining(", ")));
        }
        return new ExtraOption(code, value(field.name(), known.get().type(), field.value()), false);
    }

    private static ExtraOption typed(int code, Tree.Field field, Tree.Fields typed) throws SettingsException {
        Optional<Bytes> value = Optional.empty();
        boolean always = false;
        for (Tree.Field part : typed.all().values()) {
            Optional<OptionType> type = part.name().equals("value") ? KnownOption.find(field.name()).map(KnownOption::type) : OptionType.byKey(part.name());
            if (part.name().equals(ALWAYS)) {
                always = Values.truth(new Given(part.leaf("options").text(), part.value().origin()), "options." + field.name() + "." + ALWAYS);
            } else if (type.isEmpty() || value.isPresent()) {
                throw SettingsException.at(part.at(), "options." + field.name(), "expected one of value, "
                        + Arrays.stream(OptionType.values()).map(OptionType::key).collect(Collectors.joining(", ")) + ", and " + ALWAYS + " beside it; found "
                        + part.name());
            } else {
                value = Optional.of(value(field.name(), type.get(), part.value()));
            }
        }
        if (value.isEmpty()) {
            throw SettingsException.at(typed.origin(), "options." + field.name(), "has no value: say it, as in { text: … }");
        }
        return new ExtraOption(code, value.get(), always);
    }

    private static Bytes value(String name, OptionType type, Tree value) throws SettingsException {
        List<String> texts = texts(name, value);
        Bytes octets = type.encode(texts).orElseThrow(() -> SettingsException.at(value.origin(), "options." + name, "\"" + String.join(", ", texts)
                + "\" is not " + type.how()));
        if (octets.length() > LONGEST) {
            throw SettingsException.at(value.origin(), "options." + name, "has " + octets.length() + " octets, and clients take at most " + LONGEST);
        }
        return octets;
    }

    private static List<String> texts(String name, Tree value) throws SettingsException {
        var texts = new ArrayList<String>();
        for (Tree item : value instanceof Tree.Items items ? items.all() : List.of(value)) {
            if (!(item instanceof Tree.Leaf leaf) || leaf.nothing()) {
                throw SettingsException.at(item.origin(), "options." + name, "expected a value, found " + item.described());
            }
            texts.add(leaf.text());
        }
        return texts;
    }

    private static int number(Tree.Field field) throws SettingsException {
        Given given = new Given(field.name(), field.at());
        if (!field.name().matches("\\d{1,3}")) {
            throw SettingsException.at(field.at(), "options", "there is no option " + field.name() + Meant.among(field.name(), KnownOption.allNames())
                    + "; a number from 1 to 254 names any");
        }
        return Values.parse(given, "options", text -> Optional.of(Integer.valueOf(text)).filter(code -> code >= 1 && code <= 254), "an option: they are 1 to 254");
    }
}
