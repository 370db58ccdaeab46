package dev.lamplighter.dhcp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootClient.Speaks;
import dev.lamplighter.dhcp.service.BootClients;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordedClientsTest {

    static final UUID MACHINE = UUID.fromString("6f1c0ab4-5d1e-4f5a-9c3e-0000feed0001");

    @BeforeEach
    void recordings_are_there() {
        Assumptions.assumeFalse(RecordedClients.packets().isEmpty(), "skipped: no recordings of clients beside the repository");
    }

    @Test
    void every_packet_of_real_firmware_is_read_and_written_without_loss() {
        for (Bytes datagram : RecordedClients.packets()) {
            DhcpPacket packet = read(datagram);
            assertThat(packet.kind()).as(datagram.toHex()).isPresent();
            assertThat(read(DhcpCodec.encode(packet, 1472))).isEqualTo(packet);
        }
    }

    @Test
    void every_firmware_is_known_for_what_it_is() {
        for (Bytes datagram : RecordedClients.packets()) {
            BootClient client = BootClients.of(read(datagram));
            if (client.speaks() != Speaks.PLAIN) {
                assertThat(client.arch()).as(datagram.toHex()).isPresent();
                assertThat(client.uuid()).as(datagram.toHex()).contains(MACHINE);
            }
            assertThat(client.isIpxeWithoutHttp()).as(datagram.toHex()).isFalse();
        }
    }

    private static DhcpPacket read(Bytes datagram) {
        return ((Decoded.Message<DhcpPacket>) DhcpCodec.decode(datagram)).value();
    }
}
