package dev.lamplighter.console.metrics;

import static dev.lamplighter.console.metrics.Told.why;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent.Tftp.Step;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

    /** Octets; a text has some 30 KiB. */
    static final long MOST_OF_A_SCRAPE = 6 << 20;

    final Scrapes lab = new Scrapes();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void a_question_is_counted_by_door_kind_and_what_became_of_it() {
        hear(Told.dhcp(Told.NODE1, "DISCOVER", Optional.of("OFFER"), Optional.empty()), Told.dhcp(Told.NODE1, "REQUEST", Optional.of("NAK"), why("dhcp-refused")),
                Told.dhcp(Told.NODE1, "DISCOVER", Optional.empty(), why("boot-not-pxe")), Told.http("/ignition", 200, 300, "Ignition", Optional.empty()),
                Told.http("/ipxe", 404, 19, "iPXE", why("no-group")), Told.dns("boot.lab", "AAAA", Optional.of("NOERROR"), Optional.empty()),
                Told.badPacket("dns", "dns-counts"), Told.refusedCall("rpcpb.Groups/GroupPut"), Told.refusedCall(""), Told.change("rpcpb.Profiles/ProfileDelete"),
                Told.router(true));
        assertThat(requests("dhcp", "discover", "answered")).isEqualTo("1.0");
        assertThat(requests("dhcp", "request", "refused")).isEqualTo("1.0");
        assertThat(requests("dhcp", "discover", "silent")).isEqualTo("1.0");
        assertThat(requests("http", "ignition", "answered")).isEqualTo("1.0");
        assertThat(requests("http", "ipxe", "refused")).isEqualTo("1.0");
        assertThat(requests("dns", "AAAA", "answered")).isEqualTo("1.0");
        assertThat(requests("dns", "malformed", "silent")).isEqualTo("1.0");
        assertThat(requests("grpc", "GroupPut", "refused")).isEqualTo("1.0");
        assertThat(requests("grpc", "connection", "refused")).isEqualTo("1.0");
        assertThat(requests("grpc", "ProfileDelete", "answered")).isEqualTo("1.0");
        assertThat(requests("ra", "solicitation", "answered")).isEqualTo("1.0");
        assertThat(lab.value("lamplighter_reasons_total{reason=\"boot-not-pxe\",service=\"dhcp\"}")).isEqualTo("1.0");
        assertThat(lab.value("lamplighter_http_responses_total{code=\"404\"}")).isEqualTo("1.0");
        assertThat(lab.value("lamplighter_request_duration_seconds_count{service=\"http\"}")).isEqualTo("2");
        assertThat(lab.value("lamplighter_request_duration_seconds_bucket{service=\"http\",le=\"0.025\"}")).isEqualTo("2");
    }

    @Test
    void a_transfer_counts_when_it_ends_with_its_octets_and_only_a_whole_one_has_a_duration() {
        hear(Told.tftp("ipxe.efi", Step.STARTED, 0, Optional.empty()), Told.tftp("ipxe.efi", Step.FINISHED, 850_000, Optional.empty()),
                Told.tftp("ipxe.efi", Step.ABORTED, 5_000, why("tftp-timeout")), Told.http("/assets/vmlinuz", 200, 1_000_000, "iPXE", Optional.empty()),
                Told.http("/assets/initrd", 200, 7, "iPXE", why("client-gone")));
        assertThat(requests("tftp", "read", "answered")).isEqualTo("1.0");
        assertThat(requests("tftp", "read", "aborted")).isEqualTo("1.0");
        assertThat(lab.value("lamplighter_transfers_total{result=\"answered\",service=\"tftp\"}")).isEqualTo("1.0");
        assertThat(lab.value("lamplighter_transfers_total{result=\"aborted\",service=\"http\"}")).isEqualTo("1.0");
        assertThat(lab.value("lamplighter_sent_bytes_total{service=\"tftp\"}")).isEqualTo("855000.0");
        assertThat(lab.value("lamplighter_sent_bytes_total{service=\"http\"}")).isEqualTo("1000007.0");
        assertThat(lab.value("lamplighter_transfer_duration_seconds_count{service=\"tftp\"}")).isEqualTo("1");
    }

    @Test
    void what_alerts_look_at_is_there_before_it_first_happens() {
        assertThat(lab.value("lamplighter_boots_total{result=\"stopped\"}")).isEqualTo("0.0");
        assertThat(lab.value("lamplighter_catalog_file_errors_total{reason=\"bad-group\"}")).isEqualTo("0.0");
        assertThat(lab.value("lamplighter_transfers_total{result=\"aborted\",service=\"tftp\"}")).isEqualTo("0.0");
    }

    @Test
    void text_from_the_wire_is_in_no_label_and_makes_no_more_series() {
        hostile("first");
        long series = lab.metrics().text().lines().count();
        for (int i = 0; i < 10_000; i++) {
            hostile("evil" + i);
        }
        assertThat(lab.metrics().text()).doesNotContain("evil").doesNotContain("52:54:00").doesNotContain("192.0.2.101");
        assertThat(lab.metrics().text().lines().count()).isLessThanOrEqualTo(series + 20);
        assertThat(requests("http", "other", "refused")).isEqualTo("10001.0");
        assertThat(requests("dns", "other", "answered")).isEqualTo("10001.0");
        assertThat(requests("dhcp", "other", "silent")).isEqualTo("10001.0");
        assertThat(requests("grpc", "other", "refused")).isEqualTo("10001.0");
    }

    private void hostile(String word) {
        var mac = Mac.of("52:54:00:00:%02x:%02x".formatted(word.hashCode() >> 8 & 0xff, word.hashCode() & 0xff));
        hear(Told.dhcp(mac, word, Optional.empty(), why("boot-not-pxe")), Told.dns(word + ".lab", word, Optional.of("NOERROR"), Optional.empty()),
                Told.http("/" + word, 404, 19, word, why("no-such-page")), Told.tftp(word, Step.REFUSED, 0, why("missing")), Told.refusedCall("rpcpb.Groups/" + word),
                Told.badPacket(word, "short"));
    }

    @Test
    void codes_beyond_a_bound_are_counted_together() {
        for (int i = 0; i < Metrics.MOST_CODES + 100; i++) {
            hear(Told.http("/ipxe", 500, 0, "iPXE", why("code-" + i)), Told.notice("notice-" + i));
        }
        assertThat(lab.value("lamplighter_reasons_total{reason=\"code-0\",service=\"http\"}")).isEqualTo("1.0");
        assertThat(Double.parseDouble(lab.value("lamplighter_reasons_total{reason=\"other\",service=\"http\"}"))).isGreaterThanOrEqualTo(100);
        assertThat(lab.value("lamplighter_notices_total{code=\"other\",level=\"error\"}")).isEqualTo("100.0");
    }

    @Test
    void what_the_appliance_knows_is_asked_for_each_scrape() {
        assertThat(lab.value("lamplighter_leases{segment=\"eth1\",state=\"bound\"}")).isEqualTo("7.0");
        assertThat(lab.value("lamplighter_pool_addresses{segment=\"eth1\",subnet=\"192.0.2.0/24\"}")).isEqualTo("100.0");
        assertThat(lab.value("lamplighter_pool_addresses_used{segment=\"eth1\",subnet=\"192.0.2.0/24\"}")).isEqualTo("8.0");
        assertThat(lab.value("lamplighter_catalog_objects{kind=\"machine\"}")).isEqualTo("5.0");
        assertThat(lab.value("lamplighter_certificate_expiry_timestamp_seconds{certificate=\"https\"}")).isEqualTo("1.8E9");
        assertThat(lab.value("lamplighter_events_lost_total")).isEqualTo("4.0");
        assertThat(lab.value("lamplighter_build_info{version=\"1.2.3\"}")).isEqualTo("1");
        assertThat(lab.value("lamplighter_ready")).isEqualTo("1.0");
        lab.cannotServe();
        assertThat(lab.value("lamplighter_ready")).isEqualTo("0.0");
    }

    @Test
    void each_event_loop_is_asked_how_long_a_task_waits() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (lab.value("lamplighter_event_loop_delay_seconds_count{loop=\"wire\"}").equals("0") && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(Integer.parseInt(lab.value("lamplighter_event_loop_delay_seconds_count{loop=\"wire\"}"))).isPositive();
    }

    @Test
    void every_metric_that_is_declared_is_scraped_with_its_type_and_so_is_the_jvm() {
        Told.everything().forEach(lab.metrics()::hear);
        new BootMetricsTest().boots(lab.metrics());
        String text = lab.metrics().text();
        Arrays.stream(Metric.values()).forEach(metric -> {
            String type = metric.kind() == Metric.Kind.INFO ? "gauge" : metric.kind().name().toLowerCase(Locale.ROOT);
            assertThat(text).contains("# TYPE " + metric.exposed() + " " + type + "\n");
        });
        assertThat(text).contains("jvm_memory_used_bytes").contains("jvm_gc_collection_seconds").contains("jvm_threads_current").contains("process_cpu_seconds_total");
    }

    @Test
    void a_scrape_takes_little_memory_also_where_a_virtual_thread_asks() throws Exception {
        Told.everything().forEach(lab.metrics()::hear);
        Thread.startVirtualThread(lab.metrics()::text).join();
        assertThat(ManagementFactory.getThreadMXBean()).isInstanceOfSatisfying(ThreadMXBean.class, threads -> {
            long before = threads.getTotalThreadAllocatedBytes();
            var asking = Thread.startVirtualThread(lab.metrics()::text);
            assertThat(waited(asking)).isTrue();
            assertThat(threads.getTotalThreadAllocatedBytes() - before).isLessThan(MOST_OF_A_SCRAPE);
        });
    }

    private static boolean waited(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void hear(BootEvent... events) {
        for (BootEvent event : events) {
            lab.metrics().hear(event);
        }
    }

    private String requests(String service, String kind, String result) {
        return lab.value("lamplighter_requests_total{kind=\"" + kind + "\",result=\"" + result + "\",service=\"" + service + "\"}");
    }
}
