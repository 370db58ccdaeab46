package dev.lamplighter.dhcp.service;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootMenu;
import dev.lamplighter.boot.policy.BootPlan;
import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.AgentInformation;
import dev.lamplighter.dhcp.packet.DhcpOption.BootFileName;
import dev.lamplighter.dhcp.packet.DhcpOption.ClientIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.IpxeOptions;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MachineId;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.ParameterRequests;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.TftpServerName;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorOptions;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.packet.DhcpPacket.Op;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;

/**
 * An answer that is being written. It begins with what every answer takes from its question (RFC 2131 table 3). Options are of two sorts:
 * those that are always sent, and those that a client gets when it asks (option 55) or when it does not say what it wants.
 */
final class Answer {

    /** Use the boot file of this very answer: no prompt, menu or discovery (PXE 2.1 table 2-1, tag 6, bit 3). */
    private static final Bytes BOOT_AT_ONCE = Bytes.hex("060108ff");

    /** iPXE's no-pxedhcp: there is nothing more to wait for. */
    private static final Bytes NO_PROXY = Bytes.hex("b00101");

    /** Discovery control 3, the prompt "PXE", and a menu of one item, "Raspberry Pi Boot" (PXE 2.1 table 2-1, tags 6, 10 and 9). */
    private static final Bytes RASPBERRY_PI = Bytes.hex("0601030a0400505845091400001152617370626572727920506920426f6f74ff");

    private final DhcpPacket asked;
    private final List<DhcpOption> always = new ArrayList<>();
    private final Map<Integer, DhcpOption> whenAsked = new LinkedHashMap<>();
    private boolean broadcast;
    private Ip4 ciaddr = Ip4.NONE;
    private Ip4 yiaddr = Ip4.NONE;
    private Ip4 siaddr = Ip4.NONE;
    private String file = "";
    private Optional<Reason> lacking = Optional.empty();

    Answer(DhcpPacket asked) {
        this.asked = asked;
        this.broadcast = asked.broadcast();
    }

    /** A DHCP message of this kind from this server; BOOTP's answers have neither. */
    static Answer of(Kind kind, DhcpPacket asked, Ip4 server) {
        return new Answer(asked).always(new MessageType(kind)).always(new ServerIdentifier(server));
    }

    Answer ciaddr(Ip4 address) {
        ciaddr = address;
        return this;
    }

    Answer yiaddr(Ip4 address) {
        yiaddr = address;
        return this;
    }

    Answer broadcast() {
        broadcast = true;
        return this;
    }

    Answer always(DhcpOption option) {
        always.add(option);
        return this;
    }

    Answer whenAsked(DhcpOption option) {
        whenAsked.put(option.code(), option);
        return this;
    }

    /** Where to boot from, said by the server that leases the address too: iPXE need not wait for another to say it. */
    Answer boot(BootPlan plan, BootClient client, Ip4 server) {
        return boot(plan, client, server, client.speaks() == BootClient.Speaks.IPXE ? Optional.of(new IpxeOptions(NO_PROXY)) : Optional.empty());
    }

    /** Where to boot from, said beside the server that leases the address: iPXE too takes that only from a {@code PXEClient}. */
    Answer bootBeside(BootPlan plan, BootClient client, Ip4 server) {
        return boot(plan, client, server, client.speaks() == BootClient.Speaks.IPXE ? Optional.of(new VendorClass("PXEClient")) : Optional.empty());
    }

    private Answer boot(BootPlan plan, BootClient client, Ip4 server, Optional<DhcpOption> toIpxe) {
        return switch (plan) {
            case BootPlan.Chainload it -> bootFile(it.file(), client, server, toIpxe);
            case BootPlan.OpenUrl it -> bootFile(it.url().toString(), client, server, toIpxe);
            case BootPlan.OwnFiles _ -> ownFiles(server);
            case BootPlan.Menu it -> menu(it.menu(), server);
            case BootPlan.LocalDisk it -> (client.speaks() == BootClient.Speaks.PXE ? localDisk(server) : this).withoutBoot(it.reason(), client);
            case BootPlan.Nothing it -> withoutBoot(it.reason(), client);
        };
    }

    /** Firmware that hears nothing of booting asks for a minute before it goes on. */
    private Answer localDisk(Ip4 server) {
        siaddr = server;
        asked.option(MachineId.class).ifPresent(this::always);
        return always(new VendorClass("PXEClient")).always(LocalBoot.MENU);
    }

    /** Who asks where to boot from and is told nothing shall be told of with the reason. */
    private Answer withoutBoot(Reason why, BootClient client) {
        lacking = client.speaks() == BootClient.Speaks.PLAIN ? Optional.empty() : Optional.of(why);
        return this;
    }

    /** A Raspberry Pi looks for its name in a boot menu, and then asks who said it for its files. */
    private Answer ownFiles(Ip4 server) {
        siaddr = server;
        always(new VendorClass("PXEClient")).always(new VendorOptions(RASPBERRY_PI)).always(new TftpServerName(server.toString()));
        asked.option(MachineId.class).ifPresent(this::always);
        return this;
    }

    private Answer menu(BootMenu menu, Ip4 server) {
        siaddr = server;
        always(new VendorClass("PXEClient")).always(new VendorOptions(BootMenus.encoded(menu, server)));
        asked.option(MachineId.class).ifPresent(this::always);
        return this;
    }

    private Answer bootFile(String name, BootClient client, Ip4 server, Optional<DhcpOption> toIpxe) {
        siaddr = server;
        boolean fits = name.length() < DhcpPacket.FILE;
        file = fits ? name : "";
        switch (client.speaks()) {
            case PXE -> always(new VendorClass("PXEClient")).always(new VendorOptions(BOOT_AT_ONCE));
            case HTTP_BOOT -> always(new VendorClass("HTTPClient")).always(new BootFileName(name));
            case IPXE, PLAIN -> { }
        }
        toIpxe.ifPresent(this::always);
        if (!fits && client.speaks() != BootClient.Speaks.HTTP_BOOT) {
            always(new BootFileName(name));
        }
        asked.option(MachineId.class).ifPresent(this::always);
        return whenAsked(new TftpServerName(server.toString())).whenAsked(new BootFileName(name));
    }

    /** The item of a boot menu that this answers, four octets; the boot file is still the one of this answer. */
    Answer bootItem(Bytes item) {
        return always(new VendorOptions(Bytes.hex("060108" + "4704" + item.toHex() + "ff")));
    }

    Outcome<DhcpPacket> reply() {
        return new Outcome.Reply<>(build(), lacking);
    }

    DhcpPacket build() {
        asked.option(ClientIdentifier.class).ifPresent(this::always);
        var options = new LinkedHashMap<Integer, DhcpOption>();
        always.forEach(option -> options.put(option.code(), option));
        for (int code : wanted()) {
            if (whenAsked.containsKey(code)) {
                options.putIfAbsent(code, whenAsked.get(code));
            }
        }
        if (!asked.giaddr().isNone()) {
            asked.options().stream().filter(option -> option.code() == Relaying.SUBNET_SELECTION).forEach(option -> options.put(option.code(), option));
        }
        asked.option(AgentInformation.class).ifPresent(relayed -> options.put(relayed.code(), relayed));
        return new DhcpPacket(Op.REPLY, asked.htype(), 0, asked.xid(), 0, broadcast, ciaddr, yiaddr, siaddr, asked.giaddr(), asked.chaddr(), "", file,
                List.copyOf(options.values()));
    }

    private SequencedCollection<Integer> wanted() {
        return asked.option(ParameterRequests.class)
                .filter(list -> !list.codes().isEmpty())
                .<SequencedCollection<Integer>>map(list -> new LinkedHashSet<>(list.codes()))
                .orElseGet(() -> List.copyOf(whenAsked.keySet()));
    }
}
