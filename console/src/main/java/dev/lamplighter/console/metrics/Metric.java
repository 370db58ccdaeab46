package dev.lamplighter.console.metrics;

import java.util.List;

/**
 * Every metric of ours: its name as it is scraped (histograms without {@code _bucket}, {@code _sum} and {@code _count}), its kind, what it says, and
 * its labels. No label ever has a value that somebody on the wire chose.
 */
public enum Metric {
    REQUESTS("lamplighter_requests_total", Kind.COUNTER,
            "Questions that came, by what became of them. Of gRPC only changes, refused calls and refused connections are counted.", "service", "kind", "result"),
    REASONS("lamplighter_reasons_total", Kind.COUNTER, "Questions that were refused, kept back or ended early, by the stable code of the reason.", "service", "reason"),
    HTTP_RESPONSES("lamplighter_http_responses_total", Kind.COUNTER, "Answers of HTTP, by status.", "code"),
    REQUEST_DURATION("lamplighter_request_duration_seconds", Kind.HISTOGRAM,
            "How long it took to answer a question of DNS or HTTP; what is fetched below /assets/ is a transfer.", "service"),
    TRANSFERS("lamplighter_transfers_total", Kind.COUNTER, "Transfers that have ended: files by TFTP, and what is below /assets/ by HTTP.", "service", "result"),
    TRANSFER_DURATION("lamplighter_transfer_duration_seconds", Kind.HISTOGRAM, "How long transfers took that gave the whole file.", "service"),
    SENT("lamplighter_sent_bytes_total", Kind.COUNTER, "Octets of files and bodies that were sent, counted when a transfer ends.", "service"),
    BOOTS("lamplighter_boots_total", Kind.COUNTER,
            "Boots that have ended. A boot that stopped and went on after all is counted under stopped, and later under done.", "result"),
    BOOTS_UNDER_WAY("lamplighter_boots_under_way", Kind.GAUGE, "Boots that go on just now."),
    BOOT_CAUSES("lamplighter_boot_stops_total", Kind.COUNTER, "Boots that stopped, by the code of the diagnosis.", "cause"),
    BOOT_DURATION("lamplighter_boot_duration_seconds", Kind.HISTOGRAM, "From the first packet of a boot to its last, of boots that are done."),
    STAGE_DURATION("lamplighter_boot_stage_duration_seconds", Kind.HISTOGRAM,
            "From the first packet of a stage to the first one of the next stage, of boots that are done.", "stage"),
    LEASES("lamplighter_leases", Kind.GAUGE, "Leases that are not over.", "segment", "state"),
    POOL("lamplighter_pool_addresses", Kind.GAUGE, "Addresses in the pools of a subnet.", "segment", "subnet"),
    POOL_USED("lamplighter_pool_addresses_used", Kind.GAUGE, "Addresses of the pools of a subnet that are leased, offered or quarantined.", "segment", "subnet"),
    CATALOG("lamplighter_catalog_objects", Kind.GAUGE, "Groups, profiles and machines in service.", "kind"),
    CATALOG_ERRORS("lamplighter_catalog_file_errors_total", Kind.COUNTER,
            "Files and folders of the catalog that were read and found broken, by the code of the reason.", "reason"),
    CERTIFICATE_EXPIRY("lamplighter_certificate_expiry_timestamp_seconds", Kind.GAUGE,
            "When the certificate in a file ends, in seconds since 1970; of a chain the one that ends first. A file that cannot be read has none.", "certificate"),
    LOOP_DELAY("lamplighter_event_loop_delay_seconds", Kind.HISTOGRAM,
            "How long a task waited for its event loop, asked of every loop twice a second: wire serves DHCP, TFTP and DNS, http serves HTTP and gRPC.", "loop"),
    NOTICES("lamplighter_notices_total", Kind.COUNTER, "Notices to the operator, by their level and stable code; the log has their sentences.", "level", "code"),
    EVENTS_LOST("lamplighter_events_lost_total", Kind.COUNTER, "Events that log, timeline or metrics did not hear because they came too fast."),
    READY("lamplighter_ready", Kind.GAUGE, "1 when all doors are open and the catalog is loaded, else 0; as /readyz."),
    BUILD("lamplighter_build_info", Kind.INFO, "The version that runs; always 1.", "version");

    /** Prometheus' kinds of metrics. */
    public enum Kind { COUNTER, GAUGE, HISTOGRAM, INFO }

    private final String exposed;
    private final Kind kind;
    private final String help;
    /** With commas between them. */
    private final String labels;

    Metric(String exposed, Kind kind, String help, String... labels) {
        this.exposed = exposed;
        this.kind = kind;
        this.help = help;
        this.labels = String.join(",", labels);
    }

    /** The name as it is scraped. */
    public String exposed() {
        return exposed;
    }

    public Kind kind() {
        return kind;
    }

    public String help() {
        return help;
    }

    public List<String> labels() {
        return List.of(labelNames());
    }

    String[] labelNames() {
        return labels.isEmpty() ? new String[0] : labels.split(",", -1);
    }
}
