package dev.lamplighter.console.metrics;

import static dev.lamplighter.console.metrics.Question.ABORTED;
import static dev.lamplighter.console.metrics.Question.ANSWERED;
import static dev.lamplighter.console.metrics.Question.REFUSED;
import static dev.lamplighter.console.metrics.Question.SILENT;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent.Http;
import dev.lamplighter.model.event.BootEvent.Tftp;
import dev.lamplighter.model.event.Doer;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts events. One thread tells them, one after the other; others may scrape meanwhile. */
final class EventMetrics implements Consumer<BootEvent> {

    private static final double[] ANSWERS = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};
    private static final double[] FILES = {0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300};
    private static final double NANOS = 1e9;
    private static final String TFTP = "tftp";
    private static final String HTTP = "http";

    private final Counter requests;
    private final Counter reasons;
    private final Counter responses;
    private final Histogram durations;
    private final Counter transfers;
    private final Histogram transferDurations;
    private final Counter sent;
    private final Counter catalogErrors;
    private final Counter notices;
    private final Words codes;
    private final Words noticeCodes;

    /** At most {@code mostCodes} codes of reasons, and as many of notices, are told apart. */
    EventMetrics(Meters meters, int mostCodes) {
        requests = meters.counter(Metric.REQUESTS);
        reasons = meters.counter(Metric.REASONS);
        responses = meters.counter(Metric.HTTP_RESPONSES);
        durations = meters.histogram(Metric.REQUEST_DURATION, ANSWERS);
        transfers = meters.counter(Metric.TRANSFERS);
        transferDurations = meters.histogram(Metric.TRANSFER_DURATION, FILES);
        sent = meters.counter(Metric.SENT);
        catalogErrors = meters.counter(Metric.CATALOG_ERRORS);
        notices = meters.counter(Metric.NOTICES);
        codes = new Words(mostCodes);
        noticeCodes = new Words(mostCodes);
        beginAtZero();
    }

    /** What alerts look at is there before it first happens: a counter that appears with 1 has not increased. */
    private void beginAtZero() {
        for (String service : List.of(TFTP, HTTP)) {
            List.of(ANSWERED, REFUSED, ABORTED).forEach(result -> transfers.initLabelValues(service, result));
            sent.initLabelValues(service);
        }
        List.of("bad-group", "bad-profile", "bad-machine").forEach(reason -> catalogErrors.initLabelValues(codes.of(reason)));
    }

    @Override
    public void accept(BootEvent event) {
        switch (event) {
            case BootEvent.Dhcp dhcp -> count("dhcp", Question.kind(dhcp), Question.result(dhcp), dhcp.reason());
            case Tftp tftp -> tftp(tftp);
            case BootEvent.Dns dns -> {
                count("dns", Question.kind(dns), Question.result(dns), dns.reason());
                durations.labelValues("dns").observe(seconds(dns.elapsed()));
            }
            case Http http -> http(http);
            case BootEvent.Router router -> count("ra", "solicitation", Question.result(router), router.reason());
            case BootEvent.Rpc rpc -> count("grpc", Question.kind(rpc), REFUSED, rpc.reason());
            case BootEvent.Change change when change.by() instanceof Doer.Client -> count("grpc", Question.kind(change), ANSWERED, change.reason());
            case BootEvent.Change _ -> { }
            case BootEvent.BadPacket bad -> count(Question.service(bad), "malformed", SILENT, bad.reason());
            case BootEvent.BadFile file -> catalogErrors.labelValues(codes.of(Question.code(file.reason()))).inc();
            case BootEvent.Notice notice -> notices.labelValues(notice.level().name().toLowerCase(Locale.ROOT), noticeCodes.of(notice.code())).inc();
            case BootEvent.Progress _ -> { }
        }
    }

    private void tftp(Tftp event) {
        String result = switch (event.step()) {
            case STARTED -> "";
            case FINISHED -> ANSWERED;
            case REFUSED -> REFUSED;
            case ABORTED -> ABORTED;
        };
        if (!result.isEmpty()) {
            count(TFTP, "read", result, event.reason());
            transfer(TFTP, result, event.elapsed(), event.bytes());
        }
    }

    private void http(Http event) {
        String kind = Question.kind(event);
        String result = Question.result(event);
        count(HTTP, kind, result, event.reason());
        event.status().ifPresent(status -> responses.labelValues(Integer.toString(status)).inc());
        if (kind.equals(Question.ASSETS)) {
            transfer(HTTP, result, event.elapsed(), event.bytes());
        } else {
            durations.labelValues(HTTP).observe(seconds(event.elapsed()));
            sent.labelValues(HTTP).inc(event.bytes());
        }
    }

    private void count(String service, String kind, String result, Optional<Reason> reason) {
        requests.labelValues(service, kind, result).inc();
        reason.ifPresent(why -> reasons.labelValues(service, codes.of(why.code())).inc());
    }

    private void transfer(String service, String result, Duration took, long bytes) {
        transfers.labelValues(service, result).inc();
        sent.labelValues(service).inc(bytes);
        if (result.equals(ANSWERED)) {
            transferDurations.labelValues(service).observe(seconds(took));
        }
    }

    private static double seconds(Duration some) {
        return some.toNanos() / NANOS;
    }
}
