package dev.lamplighter.e2e;

import dev.lamplighter.cli.ControlSocket;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.walk.Fact;
import dev.lamplighter.walk.Firmware;
import dev.lamplighter.walk.Persona;
import dev.lamplighter.walk.Stage;
import dev.lamplighter.walk.StageReport;
import dev.lamplighter.walk.Walk;
import dev.lamplighter.walk.WalkLimits;
import dev.lamplighter.walk.WalkReport;
import dev.lamplighter.walk.wire.Link;
import dev.lamplighter.walk.wire.LinkSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Walks boots on a real wire, as a process on the client's host, and says of each whether it was as the server had explained it a moment before. Words: the
 * interface, the control socket, for how many milliseconds further offers are waited for, whether machines boot at once (each its boots in turn), then {@code KIND,MAC} or {@code KIND,MAC,RELAY} for each boot.
 */
final class WireWalks {

    private WireWalks() {}

    /** Runs it after {@code prefix}; one line for each boot. */
    static List<String> run(List<String> prefix, List<String> words) throws IOException, InterruptedException {
        var java = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), WireWalks.class.getName());
        Process client = new ProcessBuilder(Host.concat(prefix, Host.concat(java, words))).redirectErrorStream(true).start();
        String printed = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (client.waitFor() != 0) {
            throw new AssertionError(printed);
        }
        return printed.lines().filter(line -> line.startsWith("same ") || line.startsWith("other ")).toList();
    }

    public static void main(String[] words) throws Exception {
        Map<String, List<String>> boots = List.of(words).subList(4, words.length).stream()
                .collect(Collectors.groupingBy(boot -> Boolean.parseBoolean(words[3]) ? boot.split(",", -1)[1] : "", LinkedHashMap::new, Collectors.toList()));
        var settings = new LinkSettings(words[0], Duration.ofSeconds(30), Duration.ofMillis(Long.parseLong(words[2])), Duration.ofSeconds(4), true, Optional.empty());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> machines = new ArrayList<>();
            for (List<String> ofOne : boots.values()) {
                machines.add(threads.submit(() -> {
                    for (String boot : ofOne) {
                        System.out.println(walk(boot, settings, Path.of(words[1])));
                    }
                    return ofOne;
                }));
            }
            for (Future<?> machine : machines) {
                machine.get();
            }
        }
    }

    private static String walk(String boot, LinkSettings settings, Path socket) throws Exception {
        String[] parts = boot.split(",", -1);
        Optional<Ip4> relay = parts.length > 2 ? Optional.of(Ip4.of(parts[2])) : Optional.empty();
        var who = new Persona(Mac.of(parts[1]), UUID.nameUUIDFromBytes(parts[1].getBytes(StandardCharsets.US_ASCII)), Firmware.named(parts[0]).orElseThrow(), relay);
        WalkReport explained = explained(who, socket);
        WalkReport walked;
        try (Link link = Link.open(settings, relay)) {
            walked = Walk.of(who, link, WalkLimits.DEFAULT);
        }
        List<String> differences = walked.differences(explained, "the wire", "explain");
        boolean same = decided(explained, walked).equals(decided(walked, explained)) && explained.boots() == walked.boots() && differences.isEmpty();
        String summary = boot + ": " + walked.stages().size() + (walked.boots() ? " stages, boots" : " stages, does not boot");
        return same ? "same " + summary : "other " + summary + " " + differences + " wire: " + walked.toJson() + " explain: " + explained.toJson();
    }

    private static WalkReport explained(Persona who, Path socket) throws IOException {
        var json = new StringBuilder();
        new ControlSocket(socket).get("/api/v1/walk?arch=" + who.firmware().key() + "&mac=" + who.mac() + "&uuid=" + who.uuid() + who.relay().map(relay -> "&via=" + relay).orElse(""),
                lines -> lines.lines().forEach(json::append));
        return switch (WalkReport.fromJson(json.toString())) {
            case Decoded.Message<WalkReport>(WalkReport report) -> report;
            case Decoded.Malformed<WalkReport>(var why) -> throw new IOException(why.sentence());
        };
    }

    /** Every stage with every fact that was decided; without those of a lease where {@code other} knows none, as another server gave it. */
    private static List<Map<String, String>> decided(WalkReport report, WalkReport other) {
        boolean leased = other.stages().stream().anyMatch(stage -> stage.fact(Fact.ADDRESS).isPresent());
        return report.stages().stream().filter(stage -> stage.stage() != Stage.RELEASE).map(stage -> decided(stage, leased)).toList();
    }

    private static Map<String, String> decided(StageReport stage, boolean leased) {
        var facts = new EnumMap<Fact, String>(Fact.class);
        stage.facts().forEach((fact, value) -> {
            if (leased || !fact.isOfLease()) {
                facts.put(fact, value);
            }
        });
        return Map.of("stage", stage.stage().key(), "asked", stage.asked(), "facts", facts.toString(), "stopped", Boolean.toString(stage.trouble().isPresent()));
    }
}
