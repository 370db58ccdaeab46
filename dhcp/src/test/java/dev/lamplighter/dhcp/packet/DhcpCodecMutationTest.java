package dev.lamplighter.dhcp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dhcp.service.BootClients;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Broken packets, the same ones in every run: nothing is thrown, and what is accepted comes back the same after it was written. */
class DhcpCodecMutationTest {

    private static final int ROUNDS = Integer.getInteger("lamplighter.mutations", 100_000);
    private static final int LONGEST = 1500;

    @Test
    void broken_packets_are_messages_or_malformed_and_messages_survive_being_written() {
        List<Bytes> seeds = seeds();
        var random = new Random(20261123);
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Bytes broken = mutate(seeds.get(random.nextInt(seeds.size())), random);
            switch (DhcpCodec.decode(broken)) {
                case Decoded.Message<DhcpPacket>(DhcpPacket packet) -> {
                    accepted++;
                    BootClients.of(packet);
                    assertThat(DhcpCodec.decode(DhcpCodec.encode(packet, 65_507))).as(broken.toHex()).isEqualTo(new Decoded.Message<>(packet));
                    assertThat(DhcpCodec.encode(packet, 548).length()).isBetween(300, 548);
                }
                case Decoded.Malformed<DhcpPacket> malformed -> assertThat(malformed.reason().code()).startsWith("dhcp-");
            }
        }
        assertThat(accepted).isGreaterThan(ROUNDS / 2);
    }

    private static List<Bytes> seeds() {
        Stream<Bytes> written = Stream.of("350101ff", "350103" + "3204c0000232" + "3604c0000202" + "ff",
                        "350101" + "340103" + "5d020007" + "4d0469505845" + "af0cb105011af410001301012701" + "ff",
                        "350101" + "5206010400170105" + "3d0701525400660010" + "6111" + "00".repeat(17) + "370501030600ebff")
                .map(options -> Bytes.hex(DhcpCodecTest.HEADER + options));
        return Stream.concat(written, RecordedClients.packets().stream()).toList();
    }

    private static Bytes mutate(Bytes seed, Random random) {
        byte[] octets = seed.toArray();
        for (int edits = 1 << random.nextInt(6); edits > 0 && octets.length > 0; edits--) {
            int at = random.nextInt(octets.length);
            switch (random.nextInt(5)) {
                case 0 -> octets[at] = (byte) random.nextInt(256);
                case 1 -> octets[at] = List.of((byte) 0, (byte) 255, (byte) 52, (byte) 53, (byte) 77, (byte) 82, (byte) 175).get(random.nextInt(7));
                case 2 -> octets[at] ^= (byte) (1 << random.nextInt(8));
                case 3 -> octets = random.nextInt(20) == 0 ? Arrays.copyOf(octets, at) : octets;
                case 4 -> octets = insert(octets, at, random);
            }
        }
        return Bytes.owned(Arrays.copyOf(octets, Math.min(octets.length, LONGEST)));
    }

    private static byte[] insert(byte[] octets, int at, Random random) {
        byte[] more = new byte[random.nextInt(20)];
        random.nextBytes(more);
        byte[] longer = Arrays.copyOf(octets, octets.length + more.length);
        System.arraycopy(octets, at, longer, at + more.length, octets.length - at);
        System.arraycopy(more, 0, longer, at, more.length);
        return longer;
    }
}
