package dev.lamplighter.http.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.Body;
import dev.lamplighter.http.Heard;
import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MutationTest {

    private static final String TELLING = "\r\n%/.,-=: \t?*\0\u00ff";
    private static final int ROUNDS = 3_000;
    private static final List<String> SEEDS = List.of(
            "GET /ipxe?uuid=1&mac=52-54-00-a1-9c-ae HTTP/1.1\r\nHost: lab\r\n\r\n",
            "GET //assets/./%2e%2e/x%00?a=%zz HTTP/1.1\r\nHost: lab\r\nRange: bytes=0-9,20-29,-5\r\nIf-Range: Tue, 02 Jan 2024 03:04:05 GMT\r\n\r\n",
            "POST http://lab:80/generic?x HTTP/1.1\r\nHost: lab\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\nTrailer: x\r\n\r\n",
            "HEAD /generic HTTP/1.0\r\nIf-None-Match: W/\"a\", *\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc",
            "OPTIONS * HTTP/1.1\r\nHost: lab\r\nConnection: keep-alive, close\r\n\r\nCONNECT lab:443 HTTP/1.1\r\nHost: lab\r\n\r\n");

    @Test
    void no_octets_of_a_client_make_anything_escape_or_leave_a_request_open() {
        var random = new SplittableRandom(20261123);
        for (int round = 0; round < ROUNDS; round++) {
            var heard = new Heard();
            var visitors = new Visitors(1, 1);
            String octets = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
            int cut = random.nextInt(octets.length() + 1);
            assertThatCode(() -> {
                Wired client = Wired.to((asked, arrival) -> new Outcome.Reply<>(new Body.Text(Bytes.utf8("0123456789"), Optional.empty())),
                        HttpLimits.DEFAULT, visitors, new Reporter(heard));
                client.say(octets.substring(0, cut));
                if (client.isOpen()) {
                    client.say(octets.substring(cut));
                }
                client.answered();
                client.checkException();
                client.close().syncUninterruptibly();
                client.releaseInbound();
            }).as("round %d: %s", round, octets).doesNotThrowAnyException();
            assertThat(visitors.busy()).as("round %d: %s", round, octets).isFalse();
            assertThat(heard.reasons()).as(octets).doesNotContain("internal-error");
        }
    }

    private static String mutated(String seed, SplittableRandom random) {
        var octets = new StringBuilder(seed);
        for (int edits = random.nextInt(1, 6); edits > 0 && !octets.isEmpty(); edits--) {
            int at = random.nextInt(octets.length());
            switch (random.nextInt(4)) {
                case 0 -> octets.setCharAt(at, (char) random.nextInt(256));
                case 1 -> octets.deleteCharAt(at);
                case 2 -> octets.insert(at, TELLING.charAt(random.nextInt(TELLING.length())));
                default -> octets.insert(at, octets.substring(at, Math.min(octets.length(), at + random.nextInt(40))));
            }
        }
        return octets.toString();
    }
}
