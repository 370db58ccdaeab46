package dev.lamplighter.boot.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootClient.Speaks;
import dev.lamplighter.boot.policy.BootPlan;
import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.BootUrls;
import dev.lamplighter.boot.policy.DefaultBootPolicy;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Segment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IntentPolicyTest {

    static final Mac MAC = Mac.of("52:54:00:a1:9c:01");
    static final UUID ID = new UUID(1, 2);
    static final Segment LAB = new Segment("eth1", Ip4.of("192.0.2.2"), Optional.empty(), Segment.DhcpMode.PROXY, List.of());

    private static Machine node(BootIntent boot) {
        return new Machine("node1", Set.of(MAC), Optional.of(ID), Optional.empty(), Optional.empty(), List.of(), Labels.NONE, boot, Optional.empty(),
                Optional.empty());
    }

    private static BootPlan plan(BootIntent boot, Speaks speaks, Optional<Machine> known, Set<Integer> features) {
        var policy = new IntentPolicy(new DefaultBootPolicy(BootSettings.defaults(8080)), BootIntents.ofFiles(), () -> new Inventory(List.of(node(boot))),
                new BootUrls(BootSettings.defaults(8080)));
        return policy.plan(new BootClient(MAC, Optional.of(Arch.EFI_X64), speaks, Optional.of(ID), "", features), LAB, known);
    }

    @Test
    void firmware_that_shall_boot_from_its_disk_is_sent_on_and_the_reason_says_what_changes_that() {
        var disk = Optional.of(node(BootIntent.DISK));
        assertThat(plan(BootIntent.DISK, Speaks.PXE, disk, Set.of())).isInstanceOf(BootPlan.LocalDisk.class);
        assertThat(plan(BootIntent.DISK, Speaks.PXE, disk, Set.of()).reason())
                .hasToString("node1 boots from its disk; lamplighter machines boot node1 netboot changes that");
    }

    @Test
    void ipxe_gets_its_script_which_says_so_unless_it_could_not_fetch_it() {
        var disk = Optional.of(node(BootIntent.DISK));
        assertThat(plan(BootIntent.DISK, Speaks.IPXE, disk, Set.of(BootClient.FEATURE_HTTP))).isInstanceOf(BootPlan.OpenUrl.class);
        assertThat(plan(BootIntent.DISK, Speaks.IPXE, disk, Set.of(18))).isInstanceOf(BootPlan.LocalDisk.class);
    }

    @Test
    void http_boot_which_knows_no_such_word_is_sent_to_a_url_where_nothing_is() {
        assertThat(plan(BootIntent.DISK, Speaks.HTTP_BOOT, Optional.of(node(BootIntent.DISK)), Set.of())).isInstanceOfSatisfying(BootPlan.OpenUrl.class,
                open -> assertThat(open.url()).hasToString("http://192.0.2.2:8080/v1/boot-disk"));
    }

    @Test
    void a_machine_is_known_by_its_uuid_too() {
        assertThat(plan(BootIntent.DISK, Speaks.PXE, Optional.empty(), Set.of())).isInstanceOf(BootPlan.LocalDisk.class);
    }

    @Test
    void who_boots_from_the_network_gets_what_its_firmware_starts() {
        for (BootIntent boot : List.of(BootIntent.NETBOOT, BootIntent.NETBOOT_ONCE)) {
            assertThat(plan(boot, Speaks.PXE, Optional.of(node(boot)), Set.of())).isInstanceOf(BootPlan.Chainload.class);
        }
    }
}
