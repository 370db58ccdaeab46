package dev.lamplighter.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.event.BootEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder {@code machines/} as a store serves it: what was written before a question is in the answer. */
class MachineCatalogTest {

    static final Mac MAC = Mac.of("52:54:00:a1:9c:01");

    @TempDir
    Path temporary;

    final RecordedEvents events = new RecordedEvents();
    DataFolder data;
    FileCatalogStore store;

    private FileCatalogStore open(Machine... reserved) {
        data = new DataFolder(temporary);
        store = new FileCatalogStore(temporary, FileCatalogSettings.defaults().withReserved(List.of(reserved)), events);
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Optional<String> named(Mac mac) {
        return store.current().machines().find(mac).map(Machine::id);
    }

    @Test
    void a_machine_is_there_for_the_next_question_and_gone_with_its_file() throws IOException {
        open();
        assertThat(store.current().machines().machines()).isEmpty();
        data.write("machines/node1.yaml", "mac: 52:54:00:a1:9c:01\n");
        assertThat(named(MAC)).contains("node1");
        data.write("machines/node1.yaml", "mac: 52:54:00:a1:9c:02\n");
        assertThat(named(MAC)).isEmpty();
        data.remove("machines");
        assertThat(store.current().machines().machines()).isEmpty();
        data.write("machines/node2.json", "{\"mac\": \"52:54:00:a1:9c:01\"}");
        assertThat(named(MAC)).contains("node2");
    }

    @Test
    void a_broken_file_keeps_its_last_good_version_and_is_told_with_its_place() throws IOException {
        open();
        data.write("machines/node1.yaml", "mac: 52:54:00:a1:9c:01\n");
        assertThat(named(MAC)).contains("node1");
        data.write("machines/node1.yaml", "mac: 52:54:00:a1:9c:01\nbot: disk\n");
        assertThat(named(MAC)).contains("node1");
        assertThat(events.badFiles()).singleElement().satisfies(bad -> {
            assertThat(bad.file()).endsWith("machines/node1.yaml");
            assertThat(bad.line()).isEqualTo(2);
            assertThat(bad.column()).isEqualTo(6);
            assertThat(bad.message()).startsWith("a machine has no key bot").endsWith("its last good version stays in service");
        });
    }

    @Test
    void of_two_with_one_address_the_first_by_name_keeps_it_and_the_other_is_told_once() throws IOException {
        open();
        data.write("machines/b.yaml", "mac: 52:54:00:a1:9c:02\naddress: 192.0.2.10\n");
        data.write("machines/a.yaml", "mac: 52:54:00:a1:9c:01\naddress: 192.0.2.10\n");
        assertThat(store.current().machines().at(Ip4.of("192.0.2.10"))).map(Machine::id).contains("a");
        data.write("machines/c.yaml", "mac: 52:54:00:a1:9c:03\n");
        store.current();
        assertThat(events.badFiles()).extracting(BootEvent.BadFile::message)
                .containsExactly("claims the address 192.0.2.10, which is a's already and stays with that one: change one of them");
        assertThat(events.badFiles().getFirst().file()).endsWith("machines/b.yaml");

        data.remove("machines/a.yaml");
        assertThat(store.current().machines().at(Ip4.of("192.0.2.10"))).map(Machine::id).contains("b");
    }

    @Test
    void what_settings_reserve_comes_before_files() throws IOException {
        open(new Machine("reserved", Set.of(MAC), Optional.empty(), Optional.empty(), List.of(), Labels.NONE));
        assertThat(named(MAC)).contains("reserved");
        data.write("machines/a.yaml", "mac: 52:54:00:a1:9c:01\nserial: s\n");
        assertThat(named(MAC)).contains("reserved");
        assertThat(store.current().machines().named("a")).map(Machine::macs).contains(Set.of());
        assertThat(events.badFiles()).hasSize(1);
    }

    @Test
    void groups_and_profiles_change_without_the_machines_being_made_anew() throws IOException {
        open();
        data.write("machines/node1.yaml", "mac: 52:54:00:a1:9c:01\n");
        var before = store.current().machines();
        data.group("g", "x", "p");
        data.profile("p", "/k");
        assertThat(store.current().groups()).hasSize(1);
        assertThat(store.current().machines()).isSameAs(before);
    }
}
