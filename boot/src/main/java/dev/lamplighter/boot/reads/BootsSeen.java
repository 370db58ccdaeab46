package dev.lamplighter.boot.reads;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.event.BootEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * From which addresses somebody boots just now: who has asked DHCP for it, or fetched by TFTP. A proxy that leases nothing learns the address from
 * what the machine asks another server for. For any thread.
 */
public final class BootsSeen implements Consumer<BootEvent> {

    private static final Duration WHILE = Duration.ofMinutes(15);
    private static final int MOST = 10_000;

    /** Who it is, where DHCP has said so, and when, in monotonic nanoseconds. */
    private record Boot(Optional<Mac> mac, long at) {}

    private final LongSupplier nanos;
    private final LinkedHashMap<IpAddress, Boot> boots = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, Boot> eldest) {
            return size() > MOST;
        }
    };

    /** Where each was last seen to boot; one that moves on is nowhere else. */
    private final LinkedHashMap<Mac, IpAddress> places = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Mac, IpAddress> eldest) {
            return size() > MOST;
        }
    };

    public BootsSeen() {
        this(System::nanoTime);
    }

    BootsSeen(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public void accept(BootEvent event) {
        switch (event) {
            case BootEvent.Dhcp dhcp when dhcp.ipxe() || dhcp.arch().isPresent() -> address(dhcp).ifPresent(address -> note(address, Optional.of(dhcp.mac())));
            case BootEvent.Tftp tftp when tftp.step() == BootEvent.Tftp.Step.STARTED ->
                Optional.ofNullable(tftp.wire().peer().getAddress()).map(IpAddress::of).ifPresent(address -> note(address, Optional.empty()));
            case BootEvent.Dhcp _, BootEvent.Tftp _, BootEvent.Progress _, BootEvent.Http _, BootEvent.Dns _, BootEvent.Router _, BootEvent.BadFile _, BootEvent.BadPacket _,
                    BootEvent.Change _, BootEvent.Rpc _, BootEvent.Notice _ -> { }
        }
    }

    private static Optional<Ip4> address(BootEvent.Dhcp dhcp) {
        return dhcp.address().or(dhcp::wanted);
    }

    private synchronized void note(IpAddress address, Optional<Mac> mac) {
        Optional<Boot> before = Optional.ofNullable(boots.remove(address));
        mac.ifPresent(known -> {
            places.remove(known);
            places.put(known, address);
        });
        boots.put(address, new Boot(mac.or(() -> before.filter(this::isNow).flatMap(Boot::mac)), nanos.getAsLong()));
    }

    private boolean isNow(Boot boot) {
        return nanos.getAsLong() - boot.at() < WHILE.toNanos();
    }

    /** Whether {@code mac} may be what boots from {@code address}: it is, or neither who boots there was said nor where that one boots. */
    synchronized boolean boots(Mac mac, IpAddress address) {
        return Optional.ofNullable(boots.get(address)).filter(this::isNow)
                .filter(boot -> boot.mac().isPresent() ? boot.mac().get().equals(mac) : !bootsElsewhere(mac, address)).isPresent();
    }

    private boolean bootsElsewhere(Mac mac, IpAddress address) {
        return Optional.ofNullable(places.get(mac)).filter(place -> !place.equals(address)).map(boots::get).filter(this::isNow).isPresent();
    }
}
