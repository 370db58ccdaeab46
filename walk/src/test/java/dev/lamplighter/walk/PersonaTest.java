package dev.lamplighter.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dhcp.packet.DhcpCodec;
import dev.lamplighter.model.Mac;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonaTest {

    static final Mac MAC = Mac.of("52:54:00:66:00:10");
    static final UUID ID = UUID.fromString("6f1c0ab4-5d1e-4f5a-9c3e-0000feed0001");

    @Test
    void a_uuid_travels_with_its_first_three_fields_reversed() {
        assertThat(Persona.wire(UUID.fromString("16e7d8a7-bfa9-428b-9117-363341bb330b")).toHex()).isEqualTo("00a7d8e716a9bf8b429117363341bb330b");
    }

    /** From recordings of SeaBIOS with a PXE ROM, of EDK2, and of EDK2's HTTP Boot. */
    @Test
    void firmware_says_of_itself_what_real_firmware_says() {
        assertThat(discover(Firmware.BIOS)).isEqualTo("350101" + "390205c0" + "5d020000" + "5e03010201" + "3c20505845436c69656e743a417263683a30303030303a554e44493a303032303031"
                + "3717010306070c0f111a2b3c4243778081828384858687afcb" + "3d0701525400660010" + "611100b40a1c6f1e5d5a4f9c3e0000feed0001");
        assertThat(discover(Firmware.UEFI_X64)).isEqualTo("350101" + "390205c0" + "37230102030405060c0d0f111216171c28292a2b3233363a3b3c4243618081828384858687"
                + "611100b40a1c6f1e5d5a4f9c3e0000feed0001" + "5e03010300" + "5d020007" + "3c20505845436c69656e743a417263683a30303030373a554e44493a303033303030");
        assertThat(discover(Firmware.HTTP)).endsWith("5d020010" + "3c2148545450436c69656e743a417263683a30303031363a554e44493a303033303030");
    }

    private static String discover(Firmware firmware) {
        var who = Persona.of(firmware, MAC, ID);
        String octets = DhcpCodec.encode(new Questions(who, who.firmwareOptions()).discover(1), 1472).toHex();
        return octets.substring(240 * 2).replaceFirst("ff0*$", "");
    }

    @Test
    void the_names_on_the_command_line_are_known() {
        assertThat(Firmware.keys()).isEqualTo(List.of("bios", "uefi-x64", "uefi-arm64", "http", "ipxe"));
    }
}
