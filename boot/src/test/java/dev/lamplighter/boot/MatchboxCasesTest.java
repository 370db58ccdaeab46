package dev.lamplighter.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamplighter.assets.Located;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.render.gotemplate.GoText;
import dev.lamplighter.store.catalog.FileCatalogSettings;
import dev.lamplighter.store.catalog.FileCatalogStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Replays what Matchbox was recorded to answer, as far as it is decided here: the documents made from groups and profiles. */
class MatchboxCasesTest {

    private static final Map<String, Resource> DOCUMENTS = Map.of("/ipxe", Resource.Document.IPXE, "/grub", Resource.Document.GRUB,
            "/generic", Resource.Document.GENERIC, "/ignition", Resource.Document.IGNITION, "/cloud", Resource.Document.CLOUD, "/metadata", Resource.Document.METADATA,
            "/boot.ipxe", new Resource.BootScript(), "/boot.ipxe.0", new Resource.BootScript());

    private static final String PACKED = "data:;base64,";

    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicTest> as_recorded() throws IOException {
        Path cases = Path.of(System.getProperty("lamplighter.root", "."), "../shared/conformance/matchbox/cases").normalize();
        assumeTrue(Files.isDirectory(cases), "skipped: no recorded cases beside the repository (" + cases + ")");
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "skipped: this locale has no UTF-8 file names; set LC_ALL=C.UTF-8");
        try (var folders = Files.list(cases)) {
            return folders.sorted().toList().stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> replay(folder)));
        }
    }

    private void replay(Path folder) throws Exception {
        JsonNode recorded = new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("requests.json")));
        assumeTrue(recorded.has("requests"), "skipped: starts programs only");
        var data = new CaseFolder(temporary.resolve(folder.getFileName().toString()));
        data.fillFrom(folder.resolve("data"));
        if (recorded.has("setup")) {
            data.apply(recorded.get("setup"));
        }
        var problems = new ArrayList<String>();
        int compared = 0;
        var events = new EventHub("test", Clock.systemUTC());
        try (var store = new FileCatalogStore(data.root(), FileCatalogSettings.defaults().withCompatMatchbox(true), events)) {
            var answers = new Answers(store, name -> new Located.Absent(new Reason("none", "none")), Optional.empty(),
                    AnswerSettings.defaults().withCompatMatchbox(true));
            for (JsonNode request : recorded.get("requests")) {
                if (request.has("do")) {
                    data.apply(request.get("do"));
                } else if (isOurs(request)) {
                    compared += compare(answers, request, problems) ? 1 : 0;
                }
            }
        }
        assertThat(problems).as("%d answers compared", compared).isEmpty();
        assumeTrue(compared > 0, "skipped: nothing in it is decided here");
    }

    /** Whether the request is for a document and its answer does not depend on HTTP alone. */
    private static boolean isOurs(JsonNode request) {
        int status = request.get("expect").get("status").intValue();
        return (status == 200 || status == 404) && DOCUMENTS.containsKey(path(request)) && !request.path("method").asString("GET").equals("HEAD");
    }

    private static String path(JsonNode request) {
        String path = request.get("path").stringValue();
        int query = path.indexOf('?');
        String plain = query < 0 ? path : path.substring(0, query);
        return plain.contains("%2") ? plain : URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static boolean compare(Answers answers, JsonNode request, List<String> problems) throws Exception {
        String target = request.get("path").stringValue();
        String query = target.indexOf('?') < 0 ? "" : target.substring(target.indexOf('?') + 1);
        var outcome = Questions.settled(answers.answer(new Ask(DOCUMENTS.get(path(request)), QueryLabels.parse(query), query), Questions.ARRIVAL));
        JsonNode expected = request.get("expect");
        String name = request.path("id").asString("") + " " + target.substring(0, Math.min(120, target.length())) + ": ";
        switch (outcome) {
            case Outcome.Ignored<Body>(Reason reason) -> {
                if (expected.get("status").intValue() != 404) {
                    problems.add(name + "no answer: " + reason.code() + ": " + reason);
                }
            }
            case Outcome.Reply<Body>(Body.Text text, _) -> {
                byte[] body = text.bytes().toArray();
                if (expected.get("status").intValue() != 200) {
                    problems.add(name + "an answer where there is none: " + printable(body));
                } else {
                    difference(expected, body).ifPresent(difference -> problems.add(name + difference));
                }
            }
            case Outcome.Reply<Body>(Body.OnDisk file, _) -> problems.add(name + "a file: " + file);
            case Outcome.Later<Body> later -> problems.add(name + "never settled");
        }
        return true;
    }

    private static Optional<String> difference(JsonNode expected, byte[] body) throws Exception {
        return switch (expected.get("mode").stringValue()) {
            case "lines" -> {
                var lines = new ArrayList<>(Arrays.asList(printable(body).split("\n", -1)));
                var wanted = new ArrayList<String>();
                expected.get("lines").forEach(line -> wanted.add(line.stringValue()));
                lines.sort(null);
                wanted.sort(null);
                yield lines.equals(wanted) ? Optional.empty() : Optional.of("lines " + wanted + " but " + lines);
            }
            case "json" -> {
                JsonNode json = unpacked(new ObjectMapper().readTree(body));
                JsonNode wanted = unpacked(expected.get("json"));
                yield json.equals(wanted) ? Optional.empty() : Optional.of("json " + wanted + " but " + json);
            }
            case "text" -> text(expected, body);
            default -> Optional.empty();
        };
    }

    /** With what compressed content decompresses to instead of it, as there are many ways to compress. */
    private static JsonNode unpacked(JsonNode json) throws IOException {
        for (JsonNode child : json) {
            unpacked(child);
        }
        if (json instanceof ObjectNode resource && resource.path("compression").asString("").equals("gzip")
                && resource.path("source").asString("").startsWith(PACKED)) {
            byte[] gzip = Base64.getDecoder().decode(resource.get("source").stringValue().substring(PACKED.length()));
            try (var plain = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
                resource.put("source", printable(plain.readAllBytes()));
            }
        }
        return json;
    }

    private static Optional<String> text(JsonNode expected, byte[] body) throws Exception {
        if (expected.has("sha256")) {
            String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            return sum.equals(expected.get("sha256").stringValue()) ? Optional.empty() : Optional.of("another content of " + body.length + " bytes");
        }
        byte[] wanted = expected.has("body_base64") ? Base64.getDecoder().decode(expected.get("body_base64").stringValue())
                : expected.get("body").stringValue().getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(wanted, body) ? Optional.empty() : Optional.of("text <" + printable(wanted) + "> but <" + printable(body) + ">");
    }

    /** Octets that are no UTF-8 as {@code \xNN}. */
    private static String printable(byte[] octets) {
        var text = new StringBuilder();
        for (char c : GoText.ofBytes(octets).toCharArray()) {
            if (c >= 0xDC80 && c <= 0xDCFF && (text.isEmpty() || !Character.isHighSurrogate(text.charAt(text.length() - 1)))) {
                text.append("\\x%02x".formatted(c - 0xDC00));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
