package dev.lamplighter.demo.walk;

import dev.lamplighter.demo.stage.Stage;
import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.ClientArch;
import dev.lamplighter.dhcp.packet.DhcpOption.IpxeOptions;
import dev.lamplighter.dhcp.packet.DhcpOption.MachineId;
import dev.lamplighter.dhcp.packet.DhcpOption.MaxMessageSize;
import dev.lamplighter.dhcp.packet.DhcpOption.ParameterRequests;
import dev.lamplighter.dhcp.packet.DhcpOption.Raw;
import dev.lamplighter.dhcp.packet.DhcpOption.UserClass;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/** Who the walker is when it asks DHCP: the stage it stands at, and the options by which such a client is known. */
record Persona(Stage stage, List<DhcpOption> options) {

    private static final int UUID_TYPE_AND_VALUE = 17;
    private static final DhcpOption NETWORK_INTERFACE = new Raw(94, Bytes.of((byte) 1, (byte) 3, (byte) 0x10));
    /** iPXE's features HTTP (19), TFTP (21), DNS (23) and EFI (36), each with version 1. */
    private static final Bytes FEATURES = Bytes.hex("130101150101170101240101");

    Persona {
        options = List.copyOf(options);
    }

    /** UEFI firmware on x64, as EDK2 introduces itself. */
    static Persona firmware(UUID machine) {
        return new Persona(Stage.FIRMWARE_DHCP, List.of(new ParameterRequests(List.of(1, 3, 6, 12, 15, 43, 54, 60, 66, 67, 97)),
                new MaxMessageSize(1472), new MachineId(wire(machine)), NETWORK_INTERFACE, new ClientArch(List.of(Arch.EFI_X64.code())),
                new VendorClass("PXEClient:Arch:00007:UNDI:003000")));
    }

    /** iPXE, loaded by that firmware. */
    static Persona ipxe(UUID machine) {
        return new Persona(Stage.IPXE_DHCP, List.of(new ParameterRequests(List.of(1, 3, 6, 7, 12, 15, 17, 43, 60, 66, 67, 119, 128, 175, 203)),
                new MaxMessageSize(1472), new MachineId(wire(machine)), NETWORK_INTERFACE, new ClientArch(List.of(Arch.EFI_X64.code())),
                new VendorClass("PXEClient:Arch:00007:UNDI:003010"), new UserClass(List.of("iPXE")), new IpxeOptions(FEATURES)));
    }

    /** The operating system, which boots nothing more. */
    static Persona operatingSystem() {
        return new Persona(Stage.OS_DHCP, List.of(new ParameterRequests(List.of(1, 3, 6, 12, 15, 28)), new VendorClass("lamplighter-walk")));
    }

    /** A UUID as PXE sends it: a type of 0, then the first three fields with their octets reversed (RFC 4578 section 2.3). */
    static Bytes wire(UUID uuid) {
        long high = uuid.getMostSignificantBits();
        return Bytes.owned(ByteBuffer.allocate(UUID_TYPE_AND_VALUE).put((byte) 0).putInt(Integer.reverseBytes((int) (high >>> 32)))
                .putShort(Short.reverseBytes((short) (high >>> 16))).putShort(Short.reverseBytes((short) high))
                .putLong(uuid.getLeastSignificantBits()).array());
    }
}
