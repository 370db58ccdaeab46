package dev.lamplighter.appliance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.Resource;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Segment;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What file names mean over TFTP, and the table of machines' names for DNS. */
class MachineNamesTest {

    static final Mac NODE1 = Mac.of("52:54:00:a1:9c:ae");
    static final Segment LAB = new Segment("eth1", Ip4.of("192.0.2.2"), Optional.empty(), Segment.DhcpMode.OFF, List.of());

    @Test
    void the_table_is_made_once_for_each_inventory() {
        var names = new MachineNames(Inventory::empty, List.of(LAB));
        assertThat(names.get()).isSameAs(names.get());
        assertThat(names.get().isEmpty()).isTrue();
    }

    @Test
    void a_name_is_a_boot_file_and_below_assets_what_http_serves_there() {
        assertThat(meanings(false, "ipxe.efi")).containsExactly(new Resource.BootFile("ipxe.efi"));
        assertThat(meanings(false, "/assets/debian/linux")).containsExactly(new Resource.BootFile("/assets/debian/linux"), new Resource.Asset("debian/linux"));
        assertThat(meanings(false, "assets/../secret")).containsExactly(new Resource.BootFile("assets/../secret"));
    }

    @Test
    void a_machines_own_folder_comes_first_by_mac_and_then_by_address() {
        assertThat(meanings(true, "\\boot\\bcd")).containsExactly(new Resource.BootFile("52-54-00-a1-9c-ae/boot/bcd", false),
                new Resource.BootFile("192.0.2.10/boot/bcd", false), new Resource.BootFile("\\boot\\bcd"));
    }

    private static List<Resource> meanings(boolean folders, String file) {
        var client = new InetSocketAddress(Ip4.of("192.0.2.10").toInetAddress(), 2070);
        var arrival = new Arrival(LAB, client, new InetSocketAddress(LAB.advertise().toInetAddress(), 69), Optional.empty(), Instant.EPOCH);
        return new TftpNames(folders, address -> Optional.of(NODE1), Inventory::empty).of(file, arrival).stream().map(asked -> asked.what()).toList();
    }
}
