package dev.lamplighter.http.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.Resource;
import dev.lamplighter.http.FolderBoot;
import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.HttpSettings;
import dev.lamplighter.http.Segments;
import dev.lamplighter.http.packet.Conditions;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

    @TempDir
    Path assets;

    @BeforeEach
    void put_a_kernel_into_the_assets() throws Exception {
        Files.writeString(assets.resolve("vmlinuz"), "0123456789");
        Files.setLastModifiedTime(assets.resolve("vmlinuz"), FileTime.from(Instant.parse("2024-01-02T03:04:05Z")));
        Files.createDirectories(assets.resolve("fcos/40"));
        Files.writeString(assets.resolve("fcos/40/kernel"), "k");
        Files.writeString(assets.resolve("fcos/a b"), "k");
    }

    @Test
    void a_machine_gets_its_script_and_is_known_by_its_labels() throws Exception {
        Answer answer = get("/ipxe?mac=x");
        assertThat(body(answer)).isEqualTo("#!ipxe\n");
        assertThat(field(answer, "Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(answer.labels()).isEqualTo(Labels.of("query", "mac=x"));
    }

    @Test
    void silence_of_the_boot_is_the_one_404_with_the_reason_in_a_header() throws Exception {
        Answer answer = get("/grub");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(body(answer)).isEqualTo("404 page not found\n");
        assertThat(field(answer, "X-Lamplighter-Reason")).contains("no-group");
        assertThat(answer.refusal()).map(Reason::code).contains("no-group");
    }

    @Test
    void an_unclean_path_is_redirected_with_its_query() throws Exception {
        Answer answer = get("//ipxe?a=b&c=d");
        assertThat(answer.status()).isEqualTo(307);
        assertThat(field(answer, "Location")).contains("/ipxe?a=b&c=d");
        assertThat(body(answer)).isEqualTo("<a href=\"/ipxe?a=b&amp;c=d\">Temporary Redirect</a>.\n\n");
    }

    @Test
    void shim_gets_what_it_asks_for_with_two_slashes_unless_matchbox_is_wanted_to_the_letter() throws Exception {
        assertThat(get("/assets//vmlinuz").status()).isEqualTo(200);
        assertThat(get("/assets/fcos/../vmlinuz").status()).isEqualTo(200);
        assertThat(get("/assets/../ipxe").status()).as("leaves the assets").isEqualTo(307);
        assertThat(finished(site(true, true).answer(Question.get("/assets//vmlinuz"), Segments.fromNode())).status()).isEqualTo(307);
    }

    @Test
    void no_path_leads_out_of_the_assets() throws Exception {
        Files.writeString(assets.resolveSibling("secret"), "s");
        for (String path : List.of("/assets/%2e%2e/secret", "/assets/..%2fsecret", "/assets/%2e%2e%2f%2e%2e%2fsecret", "/assets/vmlinuz%00",
                "/assets/x/%2e%2e/%2e%2e/secret")) {
            assertThat(get(path).status()).as(path).isEqualTo(404);
        }
        Files.delete(assets.resolveSibling("secret"));
    }

    @Test
    void without_assets_there_is_no_folder_to_be_sent_to() throws Exception {
        Site site = site(false, false);
        assertThat(finished(site.answer(Question.get("/assets"), Segments.fromNode())).status()).isEqualTo(404);
        assertThat(finished(site.answer(Question.get("/assets/vmlinuz"), Segments.fromNode())).status()).isEqualTo(404);
    }

    @Test
    void a_folder_is_listed_and_moved_to_its_name_with_a_slash() throws Exception {
        assertThat(field(get("/assets/fcos?x=y"), "Location")).contains("fcos/?x=y");
        assertThat(field(get("/assets/vmlinuz/"), "Location")).contains("../vmlinuz");
        assertThat(body(get("/assets/fcos/"))).endsWith("<pre>\n<a href=\"40/\">40/</a>\n<a href=\"a%20b\">a b</a>\n</pre>\n");
    }

    @Test
    void the_page_of_a_folder_is_shown_only_where_it_may_be_asked_for() throws Exception {
        Files.writeString(assets.resolve("fcos/page"), "<p>welcome");
        Files.createSymbolicLink(assets.resolve("fcos/index.html"), Path.of("page"));
        assertThat(body(get("/assets/fcos/"))).isEqualTo("<p>welcome");
        var boot = new FolderBoot(assets, Map.of());
        var strict = new Site(HttpSettings.on(), (asked, arrival) -> asked.what() instanceof Resource.Asset(String path) && path.equals("fcos/index.html")
                ? new Outcome.Ignored<>(new Reason("asset-link-outside", "a link")) : boot.answer(asked, arrival), query -> Labels.NONE, () -> "BORDER");
        assertThat(body(finished(strict.answer(Question.get("/assets/fcos/"), Segments.fromNode())))).contains(">index.html</a>").doesNotContain("welcome");
        Files.writeString(assets.resolve("index.html"), "<p>home");
        assertThat(body(get("/assets/"))).isEqualTo("<p>home");
    }

    @Test
    void a_client_that_has_the_file_is_not_sent_it_again() throws Exception {
        Answer answer = ask("/assets/vmlinuz", new Conditions("", "", "", "", "Tue, 02 Jan 2024 03:04:05 GMT", ""));
        assertThat(answer.status()).isEqualTo(304);
        assertThat(field(answer, "Last-Modified")).contains("Tue, 02 Jan 2024 03:04:05 GMT");
    }

    @Test
    void parts_of_a_file_come_between_borders() throws Exception {
        Answer answer = ask("/assets/vmlinuz", Conditions.range("bytes=0-1,-2"));
        assertThat(field(answer, "Content-Type")).contains("multipart/byteranges; boundary=BORDER");
        assertThat(body(answer)).isEqualTo("""
                --BORDER\r
                Content-Range: bytes 0-1/10\r
                Content-Type: text/plain; charset=utf-8\r
                \r
                01\r
                --BORDER\r
                Content-Range: bytes 8-9/10\r
                Content-Type: text/plain; charset=utf-8\r
                \r
                89\r
                --BORDER--\r
                """);
    }

    @Test
    void only_generic_among_the_documents_is_sent_in_parts() throws Exception {
        assertThat(body(ask("/generic", Conditions.range("bytes=0-3")))).isEqualTo("gene");
        assertThat(body(ask("/ipxe", Conditions.range("bytes=0-3")))).isEqualTo("#!ipxe\n");
        assertThat(ask("/generic", new Conditions("", "", "\"x\"", "", "", "")).status()).isEqualTo(412);
        assertThat(ask("/generic", new Conditions("", "", "", "*", "", "")).status()).isEqualTo(304);
    }

    @Test
    void a_long_document_does_not_announce_its_length_and_a_long_generic_one_does() throws Exception {
        var site = new Site(HttpSettings.on(), new FolderBoot(assets, Map.of(Resource.Document.METADATA, "x".repeat(2049),
                Resource.Document.GENERIC, "x".repeat(2049))), query -> Labels.NONE, () -> "BORDER");
        assertThat(finished(site.answer(Question.get("/metadata"), Segments.fromNode())).content())
                .isInstanceOfSatisfying(Content.Octets.class, octets -> assertThat(octets.announced()).isFalse());
        assertThat(finished(site.answer(Question.get("/generic"), Segments.fromNode())).content())
                .isInstanceOfSatisfying(Content.Octets.class, octets -> assertThat(octets.announced()).isTrue());
    }

    @Test
    void cloud_init_says_who_asks_in_the_query_or_before_the_name_of_the_file() throws Exception {
        assertThat(body(get("/nocloud/user-data?mac=x"))).isEqualTo("seed");
        assertThat(get("/nocloud/user-data?mac=x").labels()).isEqualTo(Labels.of("query", "mac=x"));
        assertThat(get("/nocloud/mac=52-54,a=b+c%2c/user-data?os=x").labels()).isEqualTo(Labels.of("query", "mac=52-54&a=b%2Bc%2c&os=x"));
        assertThat(get("/nocloud/mac=52-54/user-data").labels()).isEqualTo(Labels.of("query", "mac=52-54&"));
        for (String path : List.of("/nocloud", "/nocloud/", "/nocloud/nothing", "/nocloud/a=b/c=d/user-data", "/nocloud/user-data/", "/nocloud/a=b/")) {
            assertThat(get(path).status()).as(path).isEqualTo(404);
            assertThat(field(get(path), "X-Lamplighter-Reason")).as(path).contains("no-such-page");
        }
        assertThat(field(get("/nocloud/meta-data"), "X-Lamplighter-Reason")).contains("no-group");
    }

    @Test
    void with_a_key_ring_every_document_has_signatures_and_so_has_every_refusal() throws Exception {
        var signed = new Site(HttpSettings.on().signedBy(Optional.of((document, form) -> Bytes.utf8(form + " of " + document.text()))),
                new FolderBoot(assets, Map.of(Resource.Document.IPXE, "#!ipxe\n", Resource.Document.GENERIC, "generic")), query -> Labels.of("query", query), () -> "BORDER");
        Answer binary = finished(signed.answer(Question.get("/ipxe.sig?mac=x"), Segments.fromNode()));
        assertThat(body(binary)).isEqualTo("BINARY of #!ipxe\n");
        assertThat(binary.labels()).isEqualTo(Labels.of("query", "mac=x"));
        assertThat(body(finished(signed.answer(Question.get("/boot.ipxe.0.asc"), Segments.fromNode())))).startsWith("ARMOURED of #!ipxe\n");
        var part = new Question("GET", "/generic.asc", true, 1, Conditions.range("bytes=0-3"));
        assertThat(body(finished(signed.answer(part, Segments.fromNode())))).as("the whole is signed").isEqualTo("ARMOURED of generic");
        Answer missing = finished(signed.answer(Question.get("/grub.asc"), Segments.fromNode()));
        assertThat(missing.status()).isEqualTo(404);
        assertThat(body(missing)).isEqualTo("ARMOURED of 404 page not found\n");
        assertThat(field(missing, "X-Lamplighter-Reason")).contains("no-group");
        assertThat(missing.refusal()).map(Reason::code).contains("no-group");
        assertThat(signed.answer(Question.get("/ipxe.sig"), Segments.fromNode())).as("signing takes time").isInstanceOf(Outcome.Later.class);
        for (String path : List.of("/.sig", "/nothing.asc", "/assets.sig", "/ipxe.sig.asc", "/ipxe.SIG")) {
            assertThat(field(finished(signed.answer(Question.get(path), Segments.fromNode())), "X-Lamplighter-Reason")).as(path).contains("no-such-page");
        }
    }

    @Test
    void every_404_has_its_reason() throws Exception {
        assertThat(field(get("/ipxe.sig"), "X-Lamplighter-Reason")).contains("no-signatures");
        assertThat(field(get("/nothing"), "X-Lamplighter-Reason")).contains("no-such-page");
        assertThat(field(get("/assets/nothing"), "X-Lamplighter-Reason")).contains("asset-absent");
        assertThat(field(finished(site(false, false).answer(Question.get("/assets/x"), Segments.fromNode())), "X-Lamplighter-Reason")).contains("assets-off");
        assertThat(field(finished(site(false, true).answer(new Question("CONNECT", "a:1", true, 1, Conditions.NONE), Segments.fromNode())),
                "X-Lamplighter-Reason")).contains("no-proxy");
    }

    private Answer get(String target) throws Exception {
        return ask(target, Conditions.NONE);
    }

    private Answer ask(String target, Conditions conditions) throws Exception {
        return finished(site(false, true).answer(new Question("GET", target, true, 1, conditions), Segments.fromNode()));
    }

    private Site site(boolean compatMatchbox, boolean withAssets) {
        var settings = new HttpSettings(List.of(), compatMatchbox, withAssets, Optional.empty(), HttpLimits.DEFAULT);
        var boot = new FolderBoot(assets, Map.of(Resource.Document.IPXE, "#!ipxe\n", Resource.Document.GENERIC, "generic",
                Resource.Seed.USER_DATA, "seed"));
        return new Site(settings, boot, query -> Labels.of("query", query), () -> "BORDER");
    }

    private static Answer finished(Outcome<Answer> outcome) throws Exception {
        return switch (outcome) {
            case Outcome.Reply<Answer>(Answer answer, _) -> answer;
            case Outcome.Later<Answer> later -> finished(later.work().call());
            case Outcome.Ignored<Answer> ignored -> throw new AssertionError(ignored);
        };
    }

    private static Optional<String> field(Answer answer, String name) {
        return answer.fields().stream().filter(field -> field.name().equals(name)).map(Field::value).findFirst();
    }

    private static String body(Answer answer) throws Exception {
        return switch (answer.content()) {
            case Content.Octets octets -> octets.bytes().text();
            case Content.FromFile file -> {
                var text = new StringBuilder();
                try (StoredFile open = file.file()) {
                    for (Content.Slice slice : file.slices()) {
                        var buffer = ByteBuffer.allocate((int) slice.range().length());
                        assertThat(open.channel().read(buffer, slice.range().start())).isEqualTo(buffer.capacity());
                        text.append(slice.before().text()).append(new String(buffer.array(), UTF_8));
                    }
                }
                yield text.append(file.end().text()).toString();
            }
        };
    }
}
