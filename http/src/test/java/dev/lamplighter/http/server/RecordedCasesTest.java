package dev.lamplighter.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.http.FolderBoot;
import dev.lamplighter.http.Heard;
import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.HttpSettings;
import dev.lamplighter.http.Segments;
import dev.lamplighter.model.Labels;
import dev.lamplighter.net.Loops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Replays what Matchbox was recorded to answer about routes and assets. The documents of machines are replayed where they are made. */
class RecordedCasesTest {

    private static final FileTime DATED = FileTime.from(Instant.parse("2024-01-02T03:04:05Z"));

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"routing-empty-data", "assets-files", "assets-ranges", "assets-conditional", "assets-disabled", "path-traversal"})
    void matchbox_answered_the_same(String name) throws Exception {
        Path folder = Path.of(System.getProperty("lamplighter.root", "."), "../shared/conformance/matchbox/cases", name);
        Assumptions.assumeTrue(Files.isDirectory(folder), "skipped: the recorded cases are not beside this repository");
        JsonNode recorded = new ObjectMapper().readTree(Files.readString(folder.resolve("requests.json")));
        lay(folder.resolve("data"), recorded.path("setup"));
        boolean assets = !recorded.toString().contains("-assets-path=\"");
        var settings = new HttpSettings(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), true, assets, Optional.empty(),
                HttpLimits.DEFAULT);
        var wrong = new ArrayList<String>();
        int asked = 0;
        try (var loops = new Loops(1);
                var door = new HttpDoor(settings, new FolderBoot(data.resolve("assets"), ServeFolder.documents(Map.of("data-path", data.toString()))),
                        query -> Labels.NONE, local -> Segments.LAB, new Heard(), loops)) {
            door.open();
            for (JsonNode request : recorded.path("requests")) {
                if (!request.path("path").asString().startsWith("/assets") && name.equals("path-traversal")) {
                    continue;
                }
                asked++;
                RawClient.Received received = RawClient.ask(door.addresses().getFirst(), written(request));
                compare(request, received, wrong);
            }
        }
        assertThat(asked).isPositive();
        assertThat(wrong).isEmpty();
    }

    private static String written(JsonNode request) {
        var fields = new TreeMap<String, String>(Map.of("Host", "lab", "Connection", "close"));
        request.path("headers").properties().forEach(field -> {
            fields.remove(field.getKey());
            if (!field.getValue().isNull()) {
                fields.put(field.getKey(), field.getValue().asString());
            }
        });
        String body = request.path("body").asString("");
        if (!body.isEmpty()) {
            fields.put("Content-Length", String.valueOf(body.length()));
        }
        var text = new StringBuilder(request.path("method").asString("GET") + " " + request.path("path").asString().replace("{address}", "lab") + " "
                + request.path("version").asString("HTTP/1.1") + "\r\n");
        fields.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return new String((text + "\r\n" + body).getBytes(UTF_8), ISO_8859_1);
    }

    private static void compare(JsonNode request, RawClient.Received received, List<String> wrong) throws Exception {
        JsonNode expected = request.path("expect");
        String id = request.path("id").asString() + ": ";
        if (received.status() != expected.path("status").asInt()) {
            wrong.add(id + "status " + received.status() + " instead of " + expected.path("status"));
        }
        expected.path("headers").properties().forEach(field -> {
            String wanted = field.getValue().isNull() ? "" : field.getValue().asString();
            String got = received.field(field.getKey()).replaceAll("boundary=.*", "boundary=*");
            if (!wanted.toLowerCase(Locale.ROOT).equals(got.toLowerCase(Locale.ROOT))) {
                wrong.add(id + field.getKey() + " is " + got + " instead of " + wanted);
            }
        });
        byte[] body = received.body().toArray();
        String contentType = received.field("Content-Type");
        if (contentType.startsWith("multipart/byteranges")) {
            body = received.text().replace(contentType.substring(contentType.indexOf('=') + 1), "BOUNDARY").getBytes(ISO_8859_1);
        }
        Optional<byte[]> wanted = expected.has("body_base64") ? Optional.of(Base64.getDecoder().decode(expected.path("body_base64").asString()))
                : expected.has("body") ? Optional.of(expected.path("body").asString().getBytes(UTF_8)) : Optional.empty();
        if (wanted.isPresent() && !new String(wanted.get(), ISO_8859_1).equals(new String(body, ISO_8859_1))) {
            wrong.add(id + "body is " + new String(body, ISO_8859_1) + " instead of " + new String(wanted.get(), ISO_8859_1));
        }
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        if (expected.has("sha256") && !expected.path("sha256").asString().equals(digest)) {
            wrong.add(id + "body of " + body.length + " octets differs");
        }
    }

    private void lay(Path from, JsonNode setup) throws IOException {
        Files.createDirectories(data.resolve("assets"));
        if (Files.isDirectory(from)) {
            try (Stream<Path> all = Files.walk(from)) {
                for (Path each : all.toList()) {
                    Path to = data.resolve(from.relativize(each).toString());
                    if (Files.isDirectory(each)) {
                        Files.createDirectories(to);
                    } else {
                        Files.copy(each, to);
                    }
                }
            }
        }
        for (JsonNode step : setup) {
            apply(step);
        }
        try (Stream<Path> all = Files.walk(data)) {
            for (Path each : all.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Files.setLastModifiedTime(each, DATED);
            }
        }
    }

    private void apply(JsonNode step) throws IOException {
        if (step.has("symlink")) {
            Files.createSymbolicLink(data.resolve(step.path("symlink").asString()), Path.of(step.path("to").asString()));
        } else if (step.has("mkdir")) {
            Files.createDirectories(data.resolve(step.path("mkdir").asString()));
        } else {
            Path file = data.resolve(step.path("write").asString());
            Files.createDirectories(file.getParent());
            Files.writeString(file, step.has("size") ? filler(step.path("size").asInt(), step.path("seed").asString()) : step.path("content").asString());
        }
    }

    private static String filler(int size, String seed) {
        var text = new StringBuilder();
        for (int line = 0; text.length() < size; line++) {
            text.append(String.format("%s-%08d%n", seed, line));
        }
        return text.substring(0, size);
    }
}
