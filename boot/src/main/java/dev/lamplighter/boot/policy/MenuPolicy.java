package dev.lamplighter.boot.policy;

import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Segment;
import java.util.List;
import java.util.Optional;

/** Shows PXE firmware a menu before what another policy lets it boot. Who is refused sees none, and iPXE has menus of its own. */
public final class MenuPolicy implements BootPolicy {

    private static final Reason SHOWN = new Reason("boot-menu", "the firmware shows the boot menu");
    private static final Reason CHOSEN = new Reason("boot-menu-item", "chosen from the boot menu");
    private static final Reason DISK = new Reason("boot-menu-disk", "the disk was chosen from the boot menu");
    private static final Reason NOT_OURS = new Reason("boot-menu-other-server", "the chosen item of the boot menu is another server's");
    private static final Reason UNKNOWN = new Reason("boot-menu-no-item", "no item of the boot menu has the number that was chosen: was boot.menu changed"
            + " while the machine showed it? Start the machine again");

    private final BootPolicy policy;
    private final BootMenu menu;

    public MenuPolicy(BootPolicy policy, BootMenu menu) {
        this.policy = policy;
        this.menu = menu;
    }

    @Override
    public BootPlan plan(BootClient client, Segment via, Optional<Machine> machine) {
        BootPlan usual = policy.plan(client, via, machine);
        if (client.speaks() != BootClient.Speaks.PXE) {
            return usual;
        }
        return switch (usual) {
            case BootPlan.Chainload _, BootPlan.OpenUrl _ -> over(usual, client);
            case BootPlan.Nothing nothing when nothing.reason().code().equals(DefaultBootPolicy.NO_FILE) -> over(usual, client);
            case BootPlan.Nothing _, BootPlan.LocalDisk _, BootPlan.OwnFiles _, BootPlan.Menu _ -> usual;
        };
    }

    private BootPlan over(BootPlan usual, BootClient client) {
        boolean boots = !(usual instanceof BootPlan.Nothing);
        List<BootMenu.Item> items = menu.items().stream().filter(item -> item.isFor(client.arch()))
                .filter(item -> boots || !(item.means() instanceof BootMenu.Means.Usual)).toList();
        if (items.isEmpty()) {
            return usual;
        }
        if (client.item().isEmpty()) {
            return new BootPlan.Menu(new BootMenu(menu.prompt(), menu.seconds(), items), SHOWN);
        }
        int chosen = client.item().getAsInt();
        return items.stream().filter(item -> item.type() == chosen).findFirst().map(item -> chosen(item, usual)).orElseGet(() -> new BootPlan.Nothing(UNKNOWN));
    }

    private static BootPlan chosen(BootMenu.Item item, BootPlan usual) {
        return switch (item.means()) {
            case BootMenu.Means.Usual _ -> usual;
            case BootMenu.Means.File(String name) -> new BootPlan.Chainload(name, CHOSEN);
            case BootMenu.Means.OtherServer _ -> new BootPlan.Nothing(NOT_OURS);
            case BootMenu.Means.Local _ -> new BootPlan.LocalDisk(DISK);
        };
    }
}
