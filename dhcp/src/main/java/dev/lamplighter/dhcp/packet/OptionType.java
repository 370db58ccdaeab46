package dev.lamplighter.dhcp.packet;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Subnet;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How a person writes the value of an option, and what it is on the wire. */
public enum OptionType {

    TEXT("text", "text", true, value -> value.isEmpty() ? Optional.empty() : Optional.of(Bytes.utf8(value))),
    HEX("hex", "octets in hexadecimal such as 01:0a:ff", true, OptionType::hex),
    ADDRESS("address", "an IPv4 address", true, value -> Ip4.parse(value).map(Ip4::octets)),
    ADDRESSES("addresses", "IPv4 addresses", false, value -> Ip4.parse(value).map(Ip4::octets)),
    UINT8("uint8", "a number from 0 to 255", true, value -> number(value, 0, 0xff, 1)),
    UINT16("uint16", "a number from 0 to 65535", true, value -> number(value, 0, 0xffff, 2)),
    UINT16S("uint16s", "numbers from 0 to 65535", false, value -> number(value, 0, 0xffff, 2)),
    UINT32("uint32", "a number from 0 to 4294967295", true, value -> number(value, 0, 0xffffffffL, 4)),
    INT32("int32", "a number from -2147483648 to 2147483647", true, value -> number(value, Integer.MIN_VALUE, Integer.MAX_VALUE, 4)),
    BOOLEAN("boolean", "true or false", true, OptionType::truth),
    NAMES("names", "domain names", false, value -> DomainNames.isName(value) ? Optional.of(Bytes.utf8(value)) : Optional.empty()),
    ROUTES("routes", "routes such as 10.0.0.0/8 via 192.168.1.1", false, OptionType::route);

    private final String key;
    private final String how;
    private final boolean single;
    @SuppressWarnings("ImmutableEnumChecker") // method references without state
    private final Function<String, Optional<Bytes>> parser;

    OptionType(String key, String how, boolean single, Function<String, Optional<Bytes>> parser) {
        this.key = key;
        this.how = how;
        this.single = single;
        this.parser = parser;
    }

    /** The name of this type in settings. */
    public String key() {
        return key;
    }

    /** What a value must be, as the end of a sentence. */
    public String how() {
        return how;
    }

    public static Optional<OptionType> byKey(String key) {
        return Arrays.stream(values()).filter(type -> type.key.equals(key)).findFirst();
    }

    /** The octets of {@code values}; empty where they are not of this type. */
    public Optional<Bytes> encode(List<String> values) {
        if (values.isEmpty() || (single && values.size() > 1)) {
            return Optional.empty();
        }
        var octets = new ByteArrayOutputStream();
        for (String value : values) {
            Optional<Bytes> one = parser.apply(value.strip());
            if (one.isEmpty()) {
                return Optional.empty();
            }
            octets.writeBytes(one.get().toArray());
        }
        return Optional.of(this == NAMES ? DomainNames.compressed(values.stream().map(String::strip).toList()) : Bytes.owned(octets.toByteArray()));
    }

    private static Optional<Bytes> hex(String value) {
        String digits = value.replaceAll("[:\\s]", "").replaceFirst("^0[xX]", "");
        boolean well = digits.length() % 2 == 0 && digits.chars().allMatch(HexFormat::isHexDigit);
        return well ? Optional.of(Bytes.hex(digits)) : Optional.empty();
    }

    private static Optional<Bytes> truth(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(Bytes.of((byte) 1));
            case "false" -> Optional.of(Bytes.of((byte) 0));
            default -> Optional.empty();
        };
    }

    private static Optional<Bytes> number(String value, long least, long most, int width) {
        try {
            long number = Long.decode(value);
            return number < least || number > most ? Optional.empty() : Optional.of(wide(number, width));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Bytes wide(long number, int width) {
        byte[] octets = new byte[width];
        for (int i = 0; i < width; i++) {
            octets[i] = (byte) (number >> (8 * (width - 1 - i)));
        }
        return Bytes.owned(octets);
    }

    /** A destination without its zero octets, then the router (RFC 3442). */
    private static Optional<Bytes> route(String value) {
        String[] words = value.split("\\s+via\\s+|\\s+", -1);
        if (words.length != 2) {
            return Optional.empty();
        }
        return Subnet.parse(words[0]).flatMap(subnet -> Ip4.parse(words[1]).map(router -> {
            var octets = new ByteArrayOutputStream();
            octets.write(subnet.prefix());
            octets.writeBytes(subnet.network().octets().slice(0, (subnet.prefix() + 7) / 8).toArray());
            octets.writeBytes(router.octets().toArray());
            return Bytes.owned(octets.toByteArray());
        }));
    }
}
