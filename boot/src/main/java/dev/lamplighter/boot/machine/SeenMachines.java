package dev.lamplighter.boot.machine;

import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.store.state.MachineState;
import dev.lamplighter.store.state.Seen;
import java.util.Optional;
import java.util.function.Consumer;

/** Remembers who boots, by hardware address: from DHCP, and from the labels of HTTP where another server leases the addresses. */
public final class SeenMachines implements Consumer<BootEvent> {

    private final MachineState state;

    public SeenMachines(MachineState state) {
        this.state = state;
    }

    @Override
    public void accept(BootEvent event) {
        switch (event) {
            case BootEvent.Dhcp dhcp -> dhcp(dhcp);
            case BootEvent.Http http -> http(http);
            case BootEvent.Tftp _, BootEvent.Progress _, BootEvent.Dns _, BootEvent.Router _, BootEvent.BadFile _, BootEvent.BadPacket _, BootEvent.Change _, BootEvent.Rpc _,
                    BootEvent.Notice _ -> { }
        }
    }

    /** Who boots says what it is; of an installed system, which does not, only what is known already is kept up to date. */
    private void dhcp(BootEvent.Dhcp dhcp) {
        boolean boots = dhcp.ipxe() || dhcp.arch().isPresent() || dhcp.uuid().isPresent();
        if (boots || state.seen(dhcp.mac()).isPresent()) {
            var at = dhcp.stamp().wall();
            state.saw(new Seen(dhcp.mac(), dhcp.uuid(), dhcp.arch(), dhcp.address().map(IpAddress.class::cast), at, at));
        }
    }

    private void http(BootEvent.Http http) {
        if (!http.path().equals("/ipxe") && !http.path().equals("/grub")) {
            return;
        }
        http.labels().mac().ifPresent(mac -> {
            var at = http.stamp().wall();
            var from = Optional.ofNullable(http.wire().peer().getAddress()).map(IpAddress::of);
            state.saw(new Seen(mac, http.labels().get("uuid").flatMap(Inventory::uuid), Optional.empty(), from, at, at));
        });
    }
}
