package dev.lamplighter.dhcp.service;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootClient.Speaks;
import dev.lamplighter.dhcp.packet.DhcpOption.ClientArch;
import dev.lamplighter.dhcp.packet.DhcpOption.IpxeOptions;
import dev.lamplighter.dhcp.packet.DhcpOption.MachineId;
import dev.lamplighter.dhcp.packet.DhcpOption.UserClass;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.packet.SubOptions;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Bytes;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads from a packet who asks where to boot from. */
public final class BootClients {

    private static final String IPXE = "iPXE";
    private static final int IPXE_OPTIONS = 175;
    private static final Pattern ARCH_IN_VENDOR_CLASS = Pattern.compile(":Arch:(\\d{5})(:|$)");

    private BootClients() {}

    public static BootClient of(DhcpPacket packet) {
        String vendorClass = packet.option(VendorClass.class).map(VendorClass::name).orElse("");
        return new BootClient(packet.chaddr(), arch(packet, vendorClass), speaks(packet, vendorClass), uuid(packet), vendorClass, features(packet), item(packet));
    }

    private static Speaks speaks(DhcpPacket packet, String vendorClass) {
        boolean saysIpxe = packet.option(UserClass.class).filter(user -> user.names().contains(IPXE)).isPresent();
        if (saysIpxe || packet.has(IPXE_OPTIONS)) {
            return Speaks.IPXE;
        }
        if (vendorClass.startsWith("PXEClient")) {
            return Speaks.PXE;
        }
        return vendorClass.startsWith("HTTPClient") ? Speaks.HTTP_BOOT : Speaks.PLAIN;
    }

    /** Option 93 says it, else the vendor class ({@code PXEClient:Arch:00007:UNDI:003000}, PXE 2.1 table 2-1). */
    private static Optional<Arch> arch(DhcpPacket packet, String vendorClass) {
        Optional<Arch> said = packet.option(ClientArch.class).map(option -> new Arch(option.codes().getFirst()));
        if (said.isPresent()) {
            return said;
        }
        Matcher text = ARCH_IN_VENDOR_CLASS.matcher(vendorClass);
        return text.find() ? Optional.of(Integer.parseInt(text.group(1))).filter(code -> code <= 0xffff).map(Arch::new) : Optional.empty();
    }

    /** On the wire the first three fields have their octets in reverse, as SMBIOS stores them. */
    private static Optional<UUID> uuid(DhcpPacket packet) {
        return packet.option(MachineId.class).map(MachineId::value).map(BootClients::uuid);
    }

    private static UUID uuid(Bytes value) {
        ByteBuffer wire = value.slice(1, 17).asBuffer();
        long low = Integer.toUnsignedLong(Integer.reverseBytes(wire.getInt(0)));
        long mid = Short.toUnsignedLong(Short.reverseBytes(wire.getShort(4)));
        long high = Short.toUnsignedLong(Short.reverseBytes(wire.getShort(6)));
        return new UUID(low << 32 | mid << 16 | high, wire.getLong(8));
    }

    private static OptionalInt item(DhcpPacket packet) {
        return BootMenus.item(packet).map(item -> OptionalInt.of(item.at(0) << 8 | item.at(1))).orElseGet(OptionalInt::empty);
    }

    private static Set<Integer> features(DhcpPacket packet) {
        return packet.option(IpxeOptions.class)
                .map(option -> SubOptions.of(option.encapsulated()).all().entrySet().stream()
                        .filter(tag -> tag.getValue().length() == 1 && tag.getValue().at(0) != 0)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }
}
