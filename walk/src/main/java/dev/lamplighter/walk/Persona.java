package dev.lamplighter.walk;

import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.ClientArch;
import dev.lamplighter.dhcp.packet.DhcpOption.ClientIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.IpxeOptions;
import dev.lamplighter.dhcp.packet.DhcpOption.MachineId;
import dev.lamplighter.dhcp.packet.DhcpOption.MaxMessageSize;
import dev.lamplighter.dhcp.packet.DhcpOption.ParameterRequests;
import dev.lamplighter.dhcp.packet.DhcpOption.Raw;
import dev.lamplighter.dhcp.packet.DhcpOption.UserClass;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Who boots: hardware address, SMBIOS UUID, what it starts with, and the relay agent that it is behind. Its options are those that recorded clients send. */
public record Persona(Mac mac, UUID uuid, Firmware firmware, Optional<Ip4> relay) {

    private static final int UUID_TYPE_AND_VALUE = 17;
    private static final MaxMessageSize ETHERNET = new MaxMessageSize(1472);
    private static final Bytes UNDI_2_1 = Bytes.of((byte) 1, (byte) 2, (byte) 1);
    private static final Bytes UNDI_3_0 = Bytes.of((byte) 1, (byte) 3, (byte) 0);
    private static final Bytes UNDI_3_10 = Bytes.of((byte) 1, (byte) 3, (byte) 10);
    private static final List<Integer> IPXE_WANTS = codes("010306070c0f111a2b3c4243778081828384858687afcb");
    private static final List<Integer> EDK2_WANTS = codes("0102030405060c0d0f111216171c28292a2b3233363a3b3c4243618081828384858687");
    private static final List<Integer> HTTP_BOOT_WANTS = codes("0102030405060c0d0f111216171c28292a2b3233363a3b3c4361");
    private static final List<Integer> SYSTEM_WANTS = codes("0103060c0f1c2a");
    /** A virtio card's bus id, a version, and DNS, EFI, HTTP, iSCSI, menus, NFS, TFTP, SRP and AoE. */
    private static final Bytes FEATURES_EFI = Bytes.hex("b105011af41000eb030100001701012401011301011101012701012901011501011b0101120101");
    /** The same under a BIOS: bzImage, ELF, multiboot and PXE instead of EFI. */
    private static final Bytes FEATURES_BIOS = Bytes.hex("b105011af41000eb030100001701012201011301011101012701011901012901011001022101011501011801011b0101120101");

    /** A machine at the server's own network. */
    public static Persona of(Firmware firmware, Mac mac, UUID uuid) {
        return new Persona(mac, uuid, firmware, Optional.empty());
    }

    /** What the firmware says of itself; iPXE's where the machine starts with that. */
    List<DhcpOption> firmwareOptions() {
        return switch (firmware) {
            case BIOS -> List.of(ETHERNET, new ClientArch(List.of(firmware.arch().code())), new Raw(94, UNDI_2_1), vendorClass("PXEClient", firmware.arch().code(), 2001),
                    new ParameterRequests(IPXE_WANTS), clientId(), machineId());
            case UEFI_X64, UEFI_ARM64 -> List.of(ETHERNET, new ParameterRequests(EDK2_WANTS), machineId(), new Raw(94, UNDI_3_0),
                    new ClientArch(List.of(firmware.arch().code())), vendorClass("PXEClient", firmware.arch().code(), 3000));
            case HTTP -> List.of(ETHERNET, new ParameterRequests(HTTP_BOOT_WANTS), machineId(), new Raw(94, UNDI_3_0), new ClientArch(List.of(firmware.arch().code())),
                    vendorClass("HTTPClient", firmware.arch().code(), 3000));
            case IPXE -> ipxeOptions();
        };
    }

    /** What iPXE says of itself once it runs. */
    List<DhcpOption> ipxeOptions() {
        boolean efi = firmware.platform().equals("efi");
        int arch = firmware.ipxeArch().code();
        return List.of(ETHERNET, new ClientArch(List.of(arch)), new Raw(94, efi ? UNDI_3_10 : UNDI_2_1), vendorClass("PXEClient", arch, efi ? 3010 : 2001),
                new UserClass(List.of("iPXE")), new ParameterRequests(IPXE_WANTS), new IpxeOptions(efi ? FEATURES_EFI : FEATURES_BIOS), clientId(), machineId());
    }

    /** What the system that was booted says of itself: busybox's client, which boots nothing more. */
    List<DhcpOption> systemOptions() {
        return List.of(new MaxMessageSize(576), new ParameterRequests(SYSTEM_WANTS), new VendorClass("udhcp 1.35.0"), clientId());
    }

    private ClientIdentifier clientId() {
        return new ClientIdentifier(Bytes.hex("01" + mac.octets().toHex()));
    }

    private MachineId machineId() {
        return new MachineId(wire(uuid));
    }

    private static VendorClass vendorClass(String speaks, int arch, int undi) {
        return new VendorClass("%s:Arch:%05d:UNDI:%06d".formatted(speaks, arch, undi));
    }

    private static List<Integer> codes(String hex) {
        Bytes octets = Bytes.hex(hex);
        return IntStream.range(0, octets.length()).mapToObj(octets::at).toList();
    }

    /** A UUID as PXE sends it: a type of 0, then the first three fields with their octets reversed (RFC 4578 section 2.3). */
    public static Bytes wire(UUID uuid) {
        long high = uuid.getMostSignificantBits();
        return Bytes.owned(ByteBuffer.allocate(UUID_TYPE_AND_VALUE).put((byte) 0).putInt(Integer.reverseBytes((int) (high >>> 32)))
                .putShort(Short.reverseBytes((short) (high >>> 16))).putShort(Short.reverseBytes((short) high))
                .putLong(uuid.getLeastSignificantBits()).array());
    }
}
