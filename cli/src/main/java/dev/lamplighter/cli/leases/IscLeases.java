package dev.lamplighter.cli.leases;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamplighter.cli.leases.Brought.Entry;
import dev.lamplighter.cli.leases.Brought.Reading;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code dhcpd.leases} of ISC DHCP 4 (dhcpd.leases(5)): a journal, in which the last block of an address counts. */
final class IscLeases {

    private static final Pattern BEGIN = Pattern.compile("lease\\s+(\\S+)\\s*\\{\\s*");
    /** Quoted text may hold a semicolon; an identifier of 255 octets is 1,020 characters at most. */
    private static final Pattern STATEMENT = Pattern.compile("(binding state|hardware ethernet|client-hostname|ends|uid)\\s+(\"(?:[^\"\\\\]|\\\\.){0,1020}+\"|.*?);.*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");

    private IscLeases() {}

    static Brought read(String text) {
        var reading = new Reading();
        Map<String, Entry> last = new LinkedHashMap<>();
        Map<String, String> block = new HashMap<>();
        String address = "";
        int begin = 0;
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.strip();
            Matcher opening = BEGIN.matcher(line);
            Matcher statement = STATEMENT.matcher(line);
            if (opening.matches()) {
                address = opening.group(1);
                begin = number;
                block.clear();
            } else if (line.equals("}") && !address.isEmpty()) {
                last.remove(address);
                read(address, block, begin, reading).ifPresent(lease -> last.put(lease.address().toString(), lease));
                address = "";
            } else if (!address.isEmpty() && statement.matches()) {
                block.put(statement.group(1), statement.group(2).strip());
            }
        }
        if (!address.isEmpty()) {
            reading.refused(begin, "the block does not end");
        }
        last.values().forEach(reading::lease);
        return reading.all();
    }

    private static Optional<Entry> read(String address, Map<String, String> block, int line, Reading reading) {
        if (!block.getOrDefault("binding state", "active").equals("active")) {
            return Optional.empty();
        }
        Optional<Ip4> ip = Ip4.parse(address);
        Optional<Mac> mac = Mac.parse(block.getOrDefault("hardware ethernet", ""));
        Optional<Instant> ends = ends(block.getOrDefault("ends", ""));
        if (ip.isEmpty() || mac.isEmpty() || ends.isEmpty()) {
            reading.refused(line, ip.isEmpty() ? "is of no IPv4 address" : mac.isEmpty() ? "has no hardware ethernet address" : "has no end that could be read");
            return Optional.empty();
        }
        Optional<Bytes> uid = Optional.ofNullable(block.get("uid")).flatMap(IscLeases::octets);
        Optional<String> name = Optional.ofNullable(block.get("client-hostname")).map(text -> text.replace("\"", "")).flatMap(Brought::hostname);
        return Optional.of(new Entry(line, ip.get(), mac.get(), Brought.client(uid, mac.get()), name, ends.get()));
    }

    /** {@code never}, {@code epoch SECONDS}, or a weekday, date and time in UTC. */
    private static Optional<Instant> ends(String text) {
        if (text.equals("never")) {
            return Optional.of(Instant.MAX);
        }
        if (text.matches("epoch \\d{1,12}")) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text.substring("epoch ".length()))));
        }
        try {
            return Optional.of(LocalDateTime.parse(text.replaceFirst("^\\d\\s+", ""), TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** Quoted text with octal escapes, or pairs of digits with colons. */
    private static Optional<Bytes> octets(String written) {
        if (!written.startsWith("\"")) {
            return Brought.octets(written);
        }
        byte[] text = written.substring(1, written.endsWith("\"") && written.length() > 1 ? written.length() - 1 : written.length()).getBytes(ISO_8859_1);
        var octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length; i++) {
            if (text[i] != '\\' || i + 1 == text.length) {
                octets.write(text[i]);
            } else if (i + 3 < text.length && isOctal(text[i + 1]) && isOctal(text[i + 2]) && isOctal(text[i + 3])) {
                octets.write((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + text[i + 3] - '0');
                i += 3;
            } else {
                octets.write(text[++i]);
            }
        }
        return Optional.of(Bytes.owned(octets.toByteArray()));
    }

    private static boolean isOctal(byte octet) {
        return octet >= '0' && octet <= '7';
    }
}
