package dev.lamplighter.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.http.FolderBoot;
import dev.lamplighter.http.Heard;
import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.event.BootEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final HttpLimits LIMITS = new HttpLimits(2, 2, Duration.ofSeconds(60), Duration.ofSeconds(10), 512, 1024, 100, 10, 10);
    private static final String GET_HOME = "GET / HTTP/1.1\r\nHost: lab\r\n\r\n";

    private final Heard heard = new Heard();
    private final Reporter reporter = new Reporter(heard);
    private final Visitors visitors = new Visitors(LIMITS.connections(), LIMITS.perClient());
    private final Responder<Ask, Body> boot = new FolderBoot(Path.of("absent"), Map.of(Resource.Document.IPXE, "#!ipxe\n", Resource.Document.METADATA,
            "x".repeat(3000)));
    private final Wired node = Wired.to(boot, LIMITS, visitors, reporter);

    @Test
    void a_request_is_answered_and_told_with_what_was_sent() {
        node.say("GET /ipxe?mac=x HTTP/1.1\r\nHost: lab\r\nUser-Agent: iPXE/1.21\r\n\r\n");
        assertThat(node.answered()).isEqualTo("""
                HTTP/1.1 200 OK\r
                Content-Type: text/plain; charset=utf-8\r
                Date: Thu, 01 Jan 1970 00:00:00 GMT\r
                Content-Length: 7\r
                \r
                #!ipxe
                """);
        assertThat(node.isOpen()).isTrue();
        assertThat(heard.all(BootEvent.Http.class)).singleElement().satisfies(event -> {
            assertThat(event.path()).isEqualTo("/ipxe");
            assertThat(event.status()).hasValue(200);
            assertThat(event.bytes()).isEqualTo(7);
            assertThat(event.userAgent()).isEqualTo("iPXE/1.21");
            assertThat(event.wire().interfaceName()).isEqualTo("eth1");
        });
        assertThat(visitors.busy()).isFalse();
    }

    @Test
    void requests_that_come_at_once_are_answered_in_their_order() {
        node.say(GET_HOME.repeat(200) + "GET /ipxe HTTP/1.1\r\nHost: lab\r\n\r\n");
        String answered = node.answered();
        assertThat(answered.split("matchbox\n", -1)).hasSize(201);
        assertThat(answered).endsWith("#!ipxe\n");
        assertThat(node.isOpen()).isTrue();
    }

    @Test
    void the_head_alone_is_sent_for_head() {
        node.say("HEAD / HTTP/1.1\r\nHost: lab\r\n\r\n");
        assertThat(node.answered()).contains("Content-Length: 9\r\n").endsWith("\r\n\r\n").doesNotContain("matchbox");
    }

    @Test
    void a_long_document_comes_in_chunks_and_to_an_old_client_until_the_end() {
        node.say("GET /metadata HTTP/1.1\r\nHost: lab\r\n\r\n");
        assertThat(node.answered()).contains("Transfer-Encoding: chunked\r\n").doesNotContain("Content-Length").contains("\r\nbb8\r\nxxx").endsWith("\r\n0\r\n\r\n");
        node.say("HEAD /metadata HTTP/1.1\r\nHost: lab\r\n\r\n");
        assertThat(node.answered()).doesNotContain("Transfer-Encoding").doesNotContain("Content-Length");
        node.say("GET /metadata HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(node.answered()).startsWith("HTTP/1.0 200 OK\r\n").contains("Connection: close\r\n").endsWith("xxx");
        assertThat(node.isOpen()).isFalse();
    }

    @Test
    void an_old_client_may_keep_its_connection_if_it_asks() {
        node.say("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(node.answered()).contains("Connection: keep-alive\r\n");
        node.say("GET / HTTP/1.0\r\n\r\n");
        assertThat(node.answered()).contains("Connection: close\r\n");
        assertThat(node.isOpen()).isFalse();
    }

    @Test
    void a_body_is_read_and_thrown_away_up_to_a_limit() {
        node.say("POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 100\r\n\r\n" + "x".repeat(100) + GET_HOME);
        assertThat(node.answered().split("matchbox\n", -1)).hasSize(3);
        node.say("POST / HTTP/1.1\r\nHost: lab\r\nTransfer-Encoding: chunked\r\n\r\n60\r\n" + "x".repeat(96) + "\r\n60\r\n" + "x".repeat(96) + "\r\n0\r\n\r\n" + GET_HOME);
        assertThat(node.answered()).startsWith("HTTP/1.1 413 ").doesNotContain("matchbox");
        assertThat(node.isOpen()).isFalse();
        assertThat(heard.reasons()).containsExactly("body-too-large");
        assertThat(visitors.busy()).isFalse();
    }

    @Test
    void a_client_that_asks_before_it_sends_a_body_may_send_it() {
        node.say("POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        assertThat(node.answered()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        node.say("12345");
        assertThat(node.answered()).endsWith("matchbox\n");
    }

    @Test
    void what_an_old_client_expects_does_not_matter() {
        for (String expected : new String[] {"100-continue", "miracles"}) {
            assertThat(answerTo("POST / HTTP/1.0\r\nContent-Length: 5\r\nExpect: " + expected + "\r\n\r\n12345")).as(expected)
                    .startsWith("HTTP/1.0 200 OK\r\n").endsWith("matchbox\n");
        }
    }

    @Test
    void what_is_no_http_is_refused_and_counted() {
        for (String junk : new String[] {"\u0016\u0003\u0001\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/1.1\r\nHost: lab\r\nContent-Length: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost : lab\r\nbad\r\n\r\n", "GET /ip xe HTTP/1.1\r\nHost: lab\r\n\r\n"}) {
            Wired stranger = Wired.to(boot, LIMITS, visitors, reporter);
            stranger.say(junk);
            assertThat(stranger.answered()).as(junk).startsWith("HTTP/1.1 400 Bad Request\r\n");
            assertThat(stranger.isOpen()).isFalse();
        }
        assertThat(heard.reasons()).hasSize(5);
    }

    @Test
    void each_limit_has_its_status() {
        assertThat(answerTo("GET /" + "x".repeat(600) + " HTTP/1.1\r\nHost: lab\r\n\r\n")).startsWith("HTTP/1.1 414 ");
        assertThat(answerTo("GET / HTTP/1.1\r\nHost: lab\r\nX: " + "x".repeat(1100) + "\r\n\r\n")).startsWith("HTTP/1.1 431 ");
        assertThat(answerTo("GET / HTTP/1.1\r\nHost: lab\r\nContent-Length: 101\r\n\r\n")).startsWith("HTTP/1.1 413 ");
        assertThat(answerTo("GET / HTTP/1.1\r\nHost: lab\r\nExpect: miracles\r\n\r\n")).startsWith("HTTP/1.1 417 ");
        assertThat(answerTo("GET / HTTP/2.0\r\nHost: lab\r\n\r\n")).startsWith("HTTP/1.1 505 ");
        assertThat(answerTo("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void more_connections_than_are_allowed_are_turned_away_and_told_once() {
        Wired second = Wired.to(boot, LIMITS, visitors, reporter);
        assertThat(Wired.to(boot, LIMITS, visitors, reporter).isOpen()).isFalse();
        assertThat(Wired.to(boot, LIMITS, visitors, reporter).isOpen()).isFalse();
        assertThat(heard.all(BootEvent.Notice.class)).hasSize(1);
        second.close().syncUninterruptibly();
        assertThat(Wired.to(boot, LIMITS, visitors, reporter).isOpen()).isTrue();
    }

    @Test
    void one_client_does_not_take_the_places_of_all() {
        var roomy = new Visitors(10, 1);
        Wired first = Wired.to(boot, LIMITS, roomy, reporter);
        assertThat(Wired.to(boot, LIMITS, roomy, reporter).isOpen()).isFalse();
        assertThat(Wired.to(boot, LIMITS, roomy, reporter).isOpen()).isFalse();
        assertThat(heard.all(BootEvent.Notice.class)).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo("http-client-full");
            assertThat(notice.sentence()).contains("192.0.2.77");
        });
        first.close().syncUninterruptibly();
        assertThat(Wired.to(boot, LIMITS, roomy, reporter).isOpen()).isTrue();
    }

    @Test
    void the_longest_query_that_was_recorded_fits_and_headers_as_long_do_not() {
        assertThat(answerTo("GET /ipxe?t=big&pad=" + "p".repeat(60_000) + " HTTP/1.1\r\nHost: lab\r\n\r\n", HttpLimits.DEFAULT)).startsWith("HTTP/1.1 200 ");
        assertThat(answerTo("GET /ipxe HTTP/1.1\r\nHost: lab\r\nX: " + "x".repeat(17_000) + "\r\n\r\n", HttpLimits.DEFAULT)).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void a_silent_connection_is_closed_after_the_idle_time() {
        node.freezeTime();
        node.say(GET_HOME);
        wait(59);
        node.say(GET_HOME);
        wait(59);
        assertThat(node.isOpen()).isTrue();
        wait(2);
        assertThat(node.isOpen()).isFalse();
        assertThat(heard.reasons()).isEmpty();
    }

    @Test
    void a_request_that_trickles_in_is_not_waited_for_longer_than_its_head_may_take() {
        node.freezeTime();
        node.say("GET / HT");
        for (int i = 0; i < 3; i++) {
            wait(3);
            node.say("T");
        }
        assertThat(node.isOpen()).isTrue();
        wait(2);
        assertThat(node.isOpen()).isFalse();
        assertThat(heard.reasons()).containsExactly("half-request");
    }

    @Test
    void when_the_door_closes_idle_connections_end_and_the_next_answer_is_the_last() {
        Wired other = Wired.to(boot, LIMITS, visitors, reporter);
        other.say("POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 5\r\n\r\n123");
        assertThat(visitors.busy()).isTrue();
        visitors.leave();
        assertThat(node.isOpen()).isFalse();
        assertThat(other.isOpen()).isTrue();
        other.say("45");
        assertThat(other.answered()).contains("Connection: close\r\n").endsWith("matchbox\n");
        assertThat(other.isOpen()).isFalse();
        assertThat(visitors.busy()).isFalse();
    }

    @Test
    void a_defect_behind_the_door_is_one_500_and_told_without_a_stack_trace() {
        Wired client = Wired.to((asked, arrival) -> {
            throw new IllegalStateException("broken");
        }, LIMITS, visitors, reporter);
        client.say("GET /ipxe HTTP/1.1\r\nHost: lab\r\n\r\n" + GET_HOME);
        assertThat(client.answered()).startsWith("HTTP/1.1 500 ").endsWith("matchbox\n");
        assertThat(heard.all(BootEvent.Notice.class)).singleElement().satisfies(notice -> assertThat(notice.sentence()).contains("broken"));
    }

    @Test
    void a_client_that_goes_on_asking_while_it_is_answered_is_not_read_until_then() {
        var ready = new CountDownLatch(1);
        Wired client = Wired.to((asked, arrival) -> new Outcome.Later<>(() -> {
            ready.await();
            return new Outcome.Reply<>(new Body.Text(Bytes.utf8("#!ipxe\n"), Optional.empty()));
        }), LIMITS, visitors, reporter);
        client.say("GET /ipxe HTTP/1.1\r\nHost: lab\r\n\r\n");
        assertThat(client.config().isAutoRead()).as("it may still go away").isTrue();
        client.say(GET_HOME);
        assertThat(client.config().isAutoRead()).as("it has said enough").isFalse();
        ready.countDown();
        assertThat(client.answeredSoon()).endsWith("matchbox\n");
        assertThat(client.config().isAutoRead()).isTrue();
    }

    @Test
    void an_error_in_work_that_waits_is_one_500_too() throws Exception {
        Wired client = Wired.to((asked, arrival) -> new Outcome.Later<>(() -> {
            throw new StackOverflowError("too deep");
        }), LIMITS, visitors, reporter);
        client.say("GET /ipxe HTTP/1.1\r\nHost: lab\r\n\r\n");
        assertThat(client.answeredSoon()).startsWith("HTTP/1.1 500 ");
        assertThat(client.isOpen()).isTrue();
        assertThat(visitors.busy()).isFalse();
        assertThat(heard.all(BootEvent.Notice.class)).singleElement().satisfies(notice -> assertThat(notice.sentence()).contains("too deep"));
    }

    @Test
    void an_answer_that_cannot_be_written_ends_the_connection_and_is_told() {
        var unwritable = new Body.Text(Bytes.utf8("x"), Optional.of("text/plain\r\nX: y"));
        for (Responder<Ask, Body> broken : List.<Responder<Ask, Body>>of((asked, arrival) -> new Outcome.Reply<>(unwritable),
                (asked, arrival) -> new Outcome.Later<>(() -> new Outcome.Reply<>(unwritable)))) {
            var told = new Heard();
            Wired client = Wired.to(broken, LIMITS, visitors, new Reporter(told));
            client.say("GET /ipxe HTTP/1.1\r\nHost: lab\r\n\r\n");
            assertThat(client.answeredSoon()).isEmpty();
            assertThat(client.isOpen()).isFalse();
            assertThat(visitors.busy()).isFalse();
            assertThat(told.all(BootEvent.Notice.class)).singleElement().satisfies(notice -> assertThat(notice.code()).isEqualTo("http-defect"));
        }
    }

    @Test
    void an_event_carries_some_of_many_labels_and_always_the_mac() {
        var labels = new LinkedHashMap<String, String>();
        IntStream.range(0, 100).forEach(i -> labels.put("k" + i, "v".repeat(1000)));
        labels.put("mac", "52:54:00:a1:9c:ae");
        var seen = new ArrayList<Labels>();
        Wired client = Wired.to((asked, arrival) -> {
            seen.add(asked.labels());
            return boot.answer(asked, arrival);
        }, query -> new Labels(labels), LIMITS, visitors, reporter);
        client.say("GET /ipxe?x HTTP/1.1\r\nHost: lab\r\n\r\n");
        assertThat(seen).containsExactly(new Labels(labels));
        assertThat(heard.all(BootEvent.Http.class)).singleElement().satisfies(event -> {
            assertThat(event.labels().values()).hasSize(32).containsKey("k0").containsEntry("mac", "52:54:00:a1:9c:ae");
            assertThat(event.labels().values().values()).allSatisfy(value -> assertThat(value).hasSizeLessThanOrEqualTo(256));
        });
    }

    private String answerTo(String request) {
        return answerTo(request, LIMITS);
    }

    private String answerTo(String request, HttpLimits limits) {
        Wired client = Wired.to(boot, limits, visitors, reporter);
        client.say(request);
        String answer = client.answered();
        client.close().syncUninterruptibly();
        return answer;
    }

    private void wait(int seconds) {
        node.advanceTimeBy(seconds, TimeUnit.SECONDS);
        node.runScheduledPendingTasks();
    }
}
