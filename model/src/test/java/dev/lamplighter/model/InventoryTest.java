package dev.lamplighter.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InventoryTest {

    static final Mac MAC = Mac.of("52:54:00:a1:9c:01");
    static final Mac OTHER_MAC = Mac.of("52:54:00:a1:9c:02");
    static final UUID ID = UUID.fromString("6f1c0ab4-5d1e-4f5a-9c3e-0000feed0001");

    private static Machine machine(String name, Mac mac, String hostname, String address) {
        return new Machine(name, Set.of(mac), Optional.empty(), Optional.of("S-" + name), Optional.of(hostname), List.of(IpAddress.parse(address).orElseThrow()),
                Labels.NONE, BootIntent.NETBOOT, Optional.empty(), Optional.empty());
    }

    private static Labels labels(String... pairs) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return new Labels(labels);
    }

    @Test
    void a_machine_is_found_by_its_mac_else_its_uuid_else_its_serial_number() {
        var byMac = machine("a", MAC, "a", "192.0.2.1");
        var byUuid = new Machine("b", Set.of(), Optional.of(ID), Optional.empty(), List.of(), Labels.NONE);
        var inventory = new Inventory(List.of(byMac, byUuid, machine("c", OTHER_MAC, "c", "192.0.2.3")));

        assertThat(inventory.find(labels("mac", "52-54-00-A1-9C-01", "uuid", ID.toString()))).contains(byMac);
        assertThat(inventory.find(labels("mac", "52-54-00-00-00-99", "uuid", ID.toString().toUpperCase(Locale.ROOT)))).contains(byUuid);
        assertThat(inventory.find(labels("serial", "S-c"))).map(Machine::id).contains("c");
        assertThat(inventory.find(labels("uuid", "1-1-1-1-1", "hostname", "a"))).isEmpty();
    }

    @Test
    void of_two_that_claim_the_same_the_first_keeps_it_and_the_other_is_there_without_it() {
        var first = machine("a", MAC, "node", "192.0.2.1");
        var second = machine("b", MAC, "NODE", "192.0.2.1");
        var inventory = new Inventory(List.of(first, second));

        assertThat(inventory.find(MAC)).contains(first);
        assertThat(inventory.host("Node")).contains(first);
        assertThat(inventory.at(Ip4.of("192.0.2.1"))).contains(first);
        assertThat(inventory.clashes()).extracting(Inventory.Clash::what)
                .containsExactlyInAnyOrder("mac 52:54:00:a1:9c:01", "address 192.0.2.1", "hostname NODE");
        assertThat(inventory.named("b")).hasValueSatisfying(left -> {
            assertThat(left.macs()).isEmpty();
            assertThat(left.addresses()).isEmpty();
            assertThat(left.hostname()).isEmpty();
            assertThat(left.serial()).contains("S-b");
        });
    }
}
