package dev.lamplighter.console.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.console.service.Page.Document;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Version;
import java.io.IOException;
import java.nio.file.Files;
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

/** What the page is told of machines, groups and profiles, and what it may change. */
class MachinePagesTest {

    @TempDir
    Path folder;

    Lab lab;

    @BeforeEach
    void open() throws IOException {
        lab = new Lab(folder);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void the_declared_come_first_and_then_strangers_each_with_its_last_boot() {
        lab.boots.accept(lab.booting.firmware(Lab.NODE1, "192.0.2.101", "ipxe.efi"));
        JsonNode machines = get("machines").path("machines");
        assertThat(machines.size()).isEqualTo(2);
        assertThat(machines.get(0).path("name").asString()).isEqualTo("node1");
        assertThat(machines.get(0).path("boot").asString()).isEqualTo("netboot");
        assertThat(machines.get(0).path("last").path("state").asString()).isEqualTo("under way");
        assertThat(machines.get(1).has("name")).isFalse();
        assertThat(machines.get(1).path("macs").get(0).asString()).isEqualTo(Lab.STRANGER);
        assertThat(machines.get(1).path("arch").asString()).isEqualTo("efi-x64");
        assertThat(machines.get(1).path("seen").path("address").asString()).isEqualTo("192.0.2.109");
    }

    @Test
    void machines_are_found_by_any_part_of_their_names() {
        assertThat(get("machines?search=NODE").path("total").asInt()).isEqualTo(1);
        assertThat(get("machines?search=00:09").path("total").asInt()).isEqualTo(1);
        assertThat(get("machines?search=192.0.2.10").path("total").asInt()).isEqualTo(2);
        assertThat(get("machines?limit=1").path("machines").size()).isEqualTo(1);
    }

    @Test
    void one_machine_tells_its_group_and_why_and_a_stranger_which_groups_came_close() {
        JsonNode match = get("machines/node1").path("match");
        assertThat(match.path("group").asString()).isEqualTo("g1");
        assertThat(match.path("why").asString()).isEqualTo("selector role=web");
        assertThat(match.path("profileIsThere").asBoolean()).isTrue();
        JsonNode nearest = get("machines/52-54-00-00-00-09").path("match").path("nearest").get(0);
        assertThat(nearest.path("file").asString()).isEqualTo("g2.json");
        assertThat(nearest.path("key").asString()).isEqualTo("role");
        assertThat(nearest.path("wants").asString()).isEqualTo("db");
        assertThat(document("GET", "machines/nobody", "", Lab.VISITOR).status()).isEqualTo(404);
    }

    @Test
    void groups_tell_whom_they_take_and_keep_their_metadata() {
        Document groups = document("GET", "groups", "", Lab.VISITOR);
        assertThat(groups.text()).doesNotContain("secret");
        JsonNode list = JsonMapper.shared().readTree(groups.text()).path("groups");
        assertThat(list.get(0).path("machines").get(0).path("name").asString()).isEqualTo("node1");
        assertThat(list.get(0).path("takes").asInt()).isEqualTo(1);
        assertThat(list.get(1).path("profileIsThere").asBoolean()).isFalse();
        assertThat(get("profiles?search=web").path("profiles").get(0).path("groups").get(0).asString()).isEqualTo("g1");
        assertThat(get("groups?search=nothing").path("total").asInt()).isZero();
    }

    @Test
    void from_where_a_machine_boots_is_changed_by_who_is_trusted_and_told_with_who_it_was() {
        assertThat(document("POST", "machines/node1/boot", "{\"boot\":\"disk\"}", Lab.VISITOR).status()).isEqualTo(401);
        assertThat(get("machines/node1").path("boot").asString()).isEqualTo("netboot");
        assertThat(document("POST", "machines/node1/boot", "{\"boot\":\"disk\"}", Lab.OPERATOR).status()).isEqualTo(200);
        assertThat(get("machines/node1").path("boot").asString()).isEqualTo("disk");
        assertThat(get("machines/node1").path("bootBecause").asString()).isEqualTo("was set by operator");
        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.who()).isEqualTo("operator");
            assertThat(change.by().from()).contains("192.0.2.7:40000");
            assertThat(change.object()).isEqualTo("intents/node1");
            assertThat(change.before()).map(Version::told).contains("netboot");
            assertThat(change.after()).map(Version::told).contains("disk");
        });
    }

    @Test
    void a_stranger_is_adopted_into_a_file_of_its_own() throws IOException {
        Document adopted = document("POST", "machines/" + Lab.STRANGER + "/adopt",
                "{\"name\":\"node9\",\"address\":\"192.0.2.9\",\"boot\":\"netboot-once\",\"labels\":{\"role\":\"db\"}}", Lab.OPERATOR);
        assertThat(adopted.status()).as(adopted.text()).isEqualTo(200);
        assertThat(Files.readString(folder.resolve("machines/node9.yaml"))).contains("uuid").contains("192.0.2.9").contains("netboot-once");
        assertThat(get("machines/node9").path("match").path("group").asString()).isEqualTo("g2");
        assertThat(changes()).hasSize(1);
    }

    @Test
    void what_cannot_be_done_is_told_and_changes_nothing() {
        assertThat(document("POST", "machines/" + Lab.STRANGER + "/adopt", "{\"name\":\"node1\"}", Lab.OPERATOR).status()).isEqualTo(409);
        assertThat(document("POST", "machines/" + Lab.STRANGER + "/adopt", "{\"name\":\"../x\"}", Lab.OPERATOR).status()).isEqualTo(400);
        assertThat(document("POST", "machines/" + Lab.STRANGER + "/adopt", "{\"name\":\"x\",\"address\":\"12\"}", Lab.OPERATOR).status()).isEqualTo(400);
        assertThat(document("POST", "machines/" + Lab.STRANGER + "/boot", "{\"boot\":\"disk\"}", Lab.OPERATOR).status()).isEqualTo(404);
        assertThat(document("POST", "machines/node1/boot", "{\"boot\":\"floppy\"}", Lab.OPERATOR).status()).isEqualTo(400);
        assertThat(document("POST", "machines/node1/boot", "no json", Lab.OPERATOR).status()).isEqualTo(400);
        assertThat(document("POST", "machines/node1/boot", "", Lab.OPERATOR).status()).isEqualTo(400);
        assertThat(document("POST", "leases/release", "{\"segment\":\"eth1\",\"address\":\"192.0.2.5\"}", Lab.OPERATOR).status()).isEqualTo(404);
        assertThat(document("POST", "groups", "{}", Lab.OPERATOR).status()).isEqualTo(404);
        assertThat(changes()).isEmpty();
    }

    @Test
    void what_cannot_be_read_of_before_hides_nothing_of_now() {
        var past = new PastBoots() {
            @Override
            public List<Kept> boots(Optional<String> machine, int most) {
                return List.of();
            }

            @Override
            public List<Kept> latest(int most) {
                return List.of(new Kept("torn", Instant.EPOCH, "{\"mac\":"), new Kept("old", Instant.EPOCH, "{\"id\":\"old\",\"mac\":\"" + Lab.STRANGER
                        + "\",\"began\":\"2026-01-01T00:00:00Z\",\"last\":\"2026-01-01T00:01:00Z\"}"));
            }
        };
        var last = new LastBoots(past, 10);
        lab.boots.accept(lab.booting.firmware(Lab.NODE1, "192.0.2.101", "ipxe.efi"));
        last.accept(lab.boots.boots());
        LastBoots.All all = last.all();
        assertThat(all.boots()).hasSize(2);
        assertThat(all.trouble()).contains("1 past boots were not kept as they should be, and are passed over");
    }

    @Test
    void a_boot_is_found_by_the_name_of_its_declared_machine() {
        lab.boots.accept(lab.booting.firmware(Lab.NODE1, "192.0.2.101", "ipxe.efi"));
        assertThat(get("boots?machine=node1").path("boots").size()).isEqualTo(1);
        assertThat(get("boots?machine=node2").path("boots").size()).isZero();
    }

    @Test
    void boots_of_before_are_read_once_and_those_of_now_win() {
        var past = new PastBoots() {
            int asked;

            @Override
            public List<Kept> boots(Optional<String> machine, int most) {
                return List.of();
            }

            @Override
            public List<Kept> latest(int most) {
                asked++;
                return List.of(kept(Lab.NODE1, "stopped"), kept(Lab.STRANGER, "done"));
            }

            private Kept kept(String mac, String state) {
                return new Kept(mac, Instant.EPOCH, "{\"id\":\"" + mac + "\",\"mac\":\"" + mac + "\",\"state\":\"" + state
                        + "\",\"stage\":\"kernel\",\"began\":\"2026-01-01T00:00:00Z\",\"last\":\"2026-01-01T00:01:00Z\",\"diagnosis\":{\"sentence\":\"why\",\"check\":\"that\"}}");
            }
        };
        var last = new LastBoots(past, 10);
        lab.boots.accept(lab.booting.firmware(Lab.NODE1, "192.0.2.101", "ipxe.efi"));
        last.accept(lab.boots.boots());
        assertThat(last.all().boots().values()).extracting(LastBoots.Last::state).containsExactlyInAnyOrder("under way", "done");
        assertThat(last.all().boots()).hasSize(2);
        assertThat(last.all().trouble()).isEmpty();
        assertThat(past.asked).isEqualTo(1);
    }

    /** What the console told; the store tells of files by itself, and the audit makes one of both. */
    private List<BootEvent.Change> changes() {
        return lab.told.stream().filter(BootEvent.Change.class::isInstance).map(BootEvent.Change.class::cast).filter(change -> change.by() instanceof Doer.TokenHolder).toList();
    }

    private JsonNode get(String target) {
        return JsonMapper.shared().readTree(document("GET", target, "", Lab.VISITOR).text());
    }

    private Document document(String method, String target, String body, Caller by) {
        String[] parts = target.split("\\?", 2);
        Map<String, String> query = parts.length == 1 ? Map.of() : Map.of(parts[1].split("=", 2)[0], parts[1].split("=", 2)[1]);
        return (Document) lab.pages().answer(new Question(method, "/api/v1/" + parts[0], query, body), by);
    }
}
