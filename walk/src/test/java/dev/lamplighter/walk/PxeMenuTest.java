package dev.lamplighter.walk;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorOptions;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PxeMenuTest {

    @Test
    void any_octets_are_read_without_harm() {
        var who = Persona.of(Firmware.BIOS, Mac.of("52:54:00:66:00:10"), new UUID(1, 2));
        var asked = new Questions(who, List.of()).discover(1);
        var random = new Random(6);
        byte[] menu = Bytes.hex("060107" + "0807" + "800101c0000203" + "0913" + "8001055265736375" + "0000084c6f63616c206864" + "0a0105ff").toArray();
        assertThatCode(() -> {
            for (int i = 0; i < 100_000; i++) {
                byte[] broken = menu.clone();
                for (int changes = random.nextInt(4); changes >= 0; changes--) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                }
                var answer = FakeNetwork.reply(asked, Kind.OFFER, Ip4.NONE, Ip4.NONE, List.of(new VendorOptions(Bytes.of(broken))));
                PxeMenu.in(answer, random.nextBoolean());
            }
        }).doesNotThrowAnyException();
    }
}
