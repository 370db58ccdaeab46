package dev.lamplighter.appliance.doctor.host;

import dev.lamplighter.appliance.doctor.Facts.Holder;
import dev.lamplighter.appliance.doctor.Facts.Port;
import dev.lamplighter.appliance.doctor.firewall.Knock.Protocol;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.Ports;
import dev.lamplighter.net.Ports.Held;
import dev.lamplighter.net.Udp;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Who listens where we would. */
public final class PortLook {

    private static final String OURS = "dev.lamplighter.appliance.Main";

    private PortLook() {}

    /** {@code interfaceName} where the socket would be bound to one: then somebody who listens on another is not in the way. */
    public static Port look(String service, Protocol protocol, InetAddress address, int port, Optional<String> interfaceName, String setting) {
        List<Held> held = Ports.holders(protocol.word(), port).stream().filter(each -> meet(each.address(), address)).toList();
        List<Holder> holders = held.stream().flatMap(each -> each.by().stream()).map(by -> new Holder(by.name(), by.pid(), isServing(by))).distinct().toList();
        boolean ours = !holders.isEmpty() && holders.stream().allMatch(Holder::ours);
        boolean free = held.isEmpty() || (!ours && interfaceName.isPresent() && protocol == Protocol.UDP && canBind(address, port, interfaceName));
        return new Port(service, protocol, address, port, setting, holders, free);
    }

    private static boolean meet(InetAddress one, InetAddress other) {
        return one.isAnyLocalAddress() || other.isAnyLocalAddress() || one.equals(other);
    }

    /** Who looks, as we do, serves nothing. */
    private static boolean isServing(Ports.Owner process) {
        return process.command().contains(OURS);
    }

    private static boolean canBind(InetAddress address, int port, Optional<String> interfaceName) {
        try (var loops = new Loops(1)) {
            Udp.open(loops, "doctor", new InetSocketAddress(address, port), interfaceName, new ChannelInboundHandlerAdapter()).close().awaitUninterruptibly();
            return true;
        } catch (CannotListen taken) {
            return false;
        }
    }
}
