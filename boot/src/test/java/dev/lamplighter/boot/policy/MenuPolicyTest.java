package dev.lamplighter.boot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.policy.BootClient.Speaks;
import dev.lamplighter.boot.policy.BootMenu.Item;
import dev.lamplighter.boot.policy.BootMenu.Means;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Four lines for a BIOS, three for others: what the machine boots anyway, a rescue file, another server, the disk. */
class MenuPolicyTest {

    static final Segment LAB = new Segment("eth1", Ip4.of("192.0.2.2"), Optional.empty(), DhcpMode.PROXY, List.of());
    static final BootMenu MENU = new BootMenu(Optional.of("Press F8"), 5, List.of(
            new Item(0x8000, "Install", Set.of(), new Means.Usual()),
            new Item(0x8001, "Rescue", Set.of(Arch.Kind.BIOS), new Means.File("rescue.0")),
            new Item(17, "The old server", Set.of(), new Means.OtherServer(Ip4.of("192.0.2.9"))),
            new Item(0, "Disk", Set.of(), new Means.Local())));

    final MenuPolicy policy = new MenuPolicy(new DefaultBootPolicy(BootSettings.defaults(8080)), MENU);

    @Test
    void firmware_is_shown_the_items_for_its_kind() {
        assertThat(shown(client(0, Speaks.PXE))).containsExactly("Install", "Rescue", "The old server", "Disk");
        assertThat(shown(client(7, Speaks.PXE))).containsExactly("Install", "The old server", "Disk");
    }

    @Test
    void firmware_without_a_boot_file_is_shown_what_else_there_is() {
        assertThat(shown(client(6, Speaks.PXE))).containsExactly("The old server", "Disk");
    }

    @Test
    void ipxe_and_http_boot_go_on_as_without_a_menu() {
        assertThat(policy.plan(client(0, Speaks.IPXE), LAB, Optional.empty())).isInstanceOf(BootPlan.OpenUrl.class);
        assertThat(policy.plan(client(16, Speaks.HTTP_BOOT), LAB, Optional.empty())).isInstanceOf(BootPlan.OpenUrl.class);
    }

    @Test
    void each_choice_is_kept() {
        assertThat(file(0, 0x8000)).isEqualTo("undionly.kpxe");
        assertThat(file(7, 0x8000)).isEqualTo("ipxe.efi");
        assertThat(file(0, 0x8001)).isEqualTo("rescue.0");
        assertThat(chosen(0, 0)).isInstanceOf(BootPlan.LocalDisk.class);
        assertThat(chosen(0, 17).reason().code()).isEqualTo("boot-menu-other-server");
        assertThat(chosen(7, 0x8001).reason().code()).isEqualTo("boot-menu-no-item");
    }

    @Test
    void who_is_refused_sees_no_menu() {
        var known = new BootSettings(Optional.empty(), false, Optional.empty(), 8080, Map.of(), Map.of(LAB.id(), new OnSegment(Answering.KNOWN, false)));
        BootPlan plan = new MenuPolicy(new DefaultBootPolicy(known), MENU).plan(client(0, Speaks.PXE), LAB, Optional.empty());
        assertThat(plan).isInstanceOf(BootPlan.Nothing.class).extracting(BootPlan::reason).extracting(Reason::code).isEqualTo("boot-not-known");
    }

    private List<String> shown(BootClient client) {
        return policy.plan(client, LAB, Optional.empty()) instanceof BootPlan.Menu shown ? shown.menu().items().stream().map(Item::text).toList() : List.of();
    }

    private String file(int arch, int item) {
        return chosen(arch, item) instanceof BootPlan.Chainload plan ? plan.file() : "";
    }

    private BootPlan chosen(int arch, int item) {
        BootClient asking = client(arch, Speaks.PXE);
        return policy.plan(new BootClient(asking.mac(), asking.arch(), asking.speaks(), asking.uuid(), asking.vendorClass(), asking.features(),
                OptionalInt.of(item)), LAB, Optional.empty());
    }

    private static BootClient client(int arch, Speaks speaks) {
        return new BootClient(Mac.of("52:54:00:00:00:01"), Optional.of(new Arch(arch)), speaks, Optional.empty(), "PXEClient", Set.of());
    }
}
