package dev.lamplighter.console.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.console.Booting;
import dev.lamplighter.console.service.Page.Document;
import dev.lamplighter.timeline.Timeline;
import dev.lamplighter.timeline.TimelineLimits;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PagesTest {

    static final String NODE1 = "52:54:00:00:00:01";
    static final String NODE2 = "52:54:00:00:00:02";

    final Booting lab = new Booting();
    final LiveBoots live = new LiveBoots(new Timeline("lab", TimelineLimits.DEFAULT), lab);
    final PastBoots yesterday = (machine, most) -> machine.filter(name -> !name.equals(NODE1)).isPresent() ? List.of()
            : List.of(new PastBoots.Kept("before-1", Instant.EPOCH, "{\"id\":\"before-1\"}"), new PastBoots.Kept("lab-1", Instant.EPOCH, "{\"id\":\"old\"}"));
    final Pages pages = new Pages(live, yesterday, new Health(Optional::empty), asked -> "{}");

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
        String text = ((Document) pages.answer("GET", "/api/v1/boots", Map.of("machine", NODE1, "limit", "1"))).text();
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
        PastBoots broken = (machine, most) -> {
            throw new IOException("the disk is \"gone\"");
        };
        String text = ((Document) new Pages(live, broken, new Health(Optional::empty), asked -> "{}").answer("GET", "/api/v1/boots", Map.of())).text();
        JsonNode document = JsonMapper.builder().build().readTree(text);
        assertThat(document.path("boots").size()).isEqualTo(1);
        assertThat(document.path("trouble").asString()).isEqualTo("past boots cannot be read: the disk is \"gone\"");
    }

    @Test
    void only_questions_are_answered_and_a_wrong_one_is_told() {
        assertThat(status("POST", "/api/v1/boots", Map.of())).isEqualTo(405);
        assertThat(status("GET", "/api/v1/boots", Map.of("limit", "all"))).isEqualTo(400);
        assertThat(status("GET", "/nothing", Map.of())).isEqualTo(404);
        assertThat(status("GET", "/healthz", Map.of())).isEqualTo(200);
        assertThat(((Document) new Pages(live, PastBoots.NONE, new Health(() -> Optional.of("no catalog")), asked -> "{}").answer("GET", "/readyz", Map.of())).status()).isEqualTo(503);
    }

    private int status(String method, String path, Map<String, String> query) {
        return ((Document) pages.answer(method, path, query)).status();
    }

    private List<String> ids(Map<String, String> query) {
        String text = ((Document) pages.answer("GET", "/api/v1/boots", query)).text();
        return JsonMapper.builder().build().readTree(text).path("boots").valueStream().map(boot -> boot.path("id").asString()).toList();
    }
}
