package dev.lamplighter.console.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.console.Booting;
import dev.lamplighter.console.service.Page.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PagesTest {

    static final String NODE1 = "52:54:00:00:00:01";
    static final String NODE2 = "52:54:00:00:00:02";

    @TempDir
    Path folder;

    Lab house;
    Booting lab;
    LiveBoots live;
    Pages pages;

    @BeforeEach
    void open() throws IOException {
        house = new Lab(folder);
        lab = house.booting;
        live = house.boots;
        pages = house.pages(new Yesterday(), Optional.empty());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static final class Yesterday implements PastBoots {
        @Override
        public List<Kept> boots(Optional<String> machine, int most) {
            return machine.filter(name -> !name.equals(NODE1)).isPresent() ? List.of()
                    : List.of(new Kept("before-1", Instant.EPOCH, "{\"id\":\"before-1\"}"), new Kept("lab-1", Instant.EPOCH, "{\"id\":\"old\"}"));
        }

        @Override
        public List<Kept> latest(int most) {
            return List.of();
        }
    }

    private static final class Broken implements PastBoots {
        @Override
        public List<Kept> boots(Optional<String> machine, int most) throws IOException {
            throw new IOException("the disk is \"gone\"");
        }

        @Override
        public List<Kept> latest(int most) throws IOException {
            throw new IOException("the disk is \"gone\"");
        }
    }

    @Test
    void what_a_machine_would_be_given_is_for_the_trusted_and_a_wrong_question_is_told_why() {
        assertThat(walk(Map.of("arch", "bios"), Lab.OPERATOR)).isEqualTo(new Document(200, "application/json", "{\"boots\":true}\n"));
        assertThat(walk(Map.of(), Lab.OPERATOR)).isEqualTo(Document.plain(400, "arch is one of bios, ipxe"));
        assertThat(walk(Map.of("arch", "bios"), Lab.VISITOR).status()).isEqualTo(401);
    }

    private Document walk(Map<String, String> query, Caller by) {
        return (Document) pages.answer(new Question("GET", "/api/v1/walk", query, ""), by);
    }

    @Test
    void boots_in_memory_come_before_those_that_were_kept_and_none_comes_twice() {
        live.accept(lab.firmware(NODE1, "192.0.2.101", "ipxe.efi"));
        live.accept(lab.firmware(NODE2, "192.0.2.102", "ipxe.efi"));
        assertThat(ids(Map.of())).containsExactly("lab-2", "lab-1", "before-1");
        assertThat(ids(Map.of("limit", "1"))).containsExactly("lab-2");
    }

    @Test
    void a_machine_is_asked_for_by_any_of_its_names() {
        live.accept(lab.firmware(NODE1, "192.0.2.101", "ipxe.efi"));
        live.accept(lab.firmware(NODE2, "192.0.2.102", "ipxe.efi"));
        assertThat(ids(Map.of("machine", "52-54-00-00-00-01"))).containsExactly("lab-1", "before-1");
        assertThat(ids(Map.of("machine", "192.0.2.102"))).containsExactly("lab-2");
        assertThat(ids(Map.of("machine", Booting.BOARD.toString().toUpperCase(java.util.Locale.ROOT)))).containsExactly("lab-2", "lab-1");
        assertThat(ids(Map.of("machine", "nobody"))).isEmpty();
    }

    @Test
    void a_boot_says_all_that_is_known_and_hostile_text_stays_ascii() {
        live.accept(lab.firmware(NODE1, "192.0.2.101", "ipxe\u001b[2J\u202e\n.efi"));
        live.accept(lab.transfer("192.0.2.101", "ipxe.efi", 10, 40));
        String text = text("/api/v1/boots", Map.of("machine", NODE1, "limit", "1"));
        assertThat(text.strip().chars()).allMatch(c -> c >= 0x20 && c < 0x7f);
        JsonNode boot = JsonMapper.builder().build().readTree(text).path("boots").get(0);
        assertThat(boot.path("mac").asString()).isEqualTo(NODE1);
        assertThat(boot.path("arch").asString()).isEqualTo("efi-x64");
        assertThat(boot.path("state").asString()).isEqualTo("under way");
        assertThat(boot.path("steps").get(0).path("what").asString()).isEqualTo("ACK 192.0.2.101, boot ipxe\u001b[2J\u202e\n.efi");
        assertThat(boot.path("steps").get(1).path("bytes").asInt()).isEqualTo(10);
        assertThat(boot.path("steps").get(1).path("of").asInt()).isEqualTo(40);
    }

    @Test
    void a_disk_that_cannot_be_read_hides_no_boot_that_is_in_memory() {
        live.accept(lab.firmware(NODE1, "192.0.2.101", "ipxe.efi"));
        String text = ((Document) house.pages(new Broken(), Optional.empty()).answer(new Question("GET", "/api/v1/boots", Map.of(), ""), Lab.VISITOR)).text();
        JsonNode document = JsonMapper.builder().build().readTree(text);
        assertThat(document.path("boots").size()).isEqualTo(1);
        assertThat(document.path("trouble").asString()).isEqualTo("past boots cannot be read: the disk is \"gone\"");
    }

    @Test
    void only_questions_are_answered_and_a_wrong_one_is_told() {
        assertThat(status("PUT", "/api/v1/boots", Map.of())).isEqualTo(405);
        assertThat(status("GET", "/api/v1/boots", Map.of("limit", "all"))).isEqualTo(400);
        assertThat(status("GET", "/nothing", Map.of())).isEqualTo(404);
        assertThat(status("GET", "/healthz", Map.of())).isEqualTo(200);
        pages = house.pages(PastBoots.NONE, Optional.of("no catalog"));
        assertThat(status("GET", "/readyz", Map.of())).isEqualTo(503);
    }

    private int status(String method, String path, Map<String, String> query) {
        return ((Document) pages.answer(new Question(method, path, query, ""), Lab.VISITOR)).status();
    }

    private String text(String path, Map<String, String> query) {
        return ((Document) pages.answer(new Question("GET", path, query, ""), Lab.VISITOR)).text();
    }

    private List<String> ids(Map<String, String> query) {
        return JsonMapper.builder().build().readTree(text("/api/v1/boots", query)).path("boots").valueStream().map(boot -> boot.path("id").asString()).toList();
    }
}
