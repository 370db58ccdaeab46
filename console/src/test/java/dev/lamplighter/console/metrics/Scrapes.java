package dev.lamplighter.console.metrics;

import io.netty.util.concurrent.DefaultEventExecutorGroup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Metrics beside an appliance that answers what is written here. */
public final class Scrapes implements Facts, AutoCloseable {

    private final DefaultEventExecutorGroup loops = new DefaultEventExecutorGroup(1);
    private final Metrics metrics = new Metrics("1.2.3", this, Map.of("wire", loops), () -> Told.NOON);
    private Optional<String> unready = Optional.empty();

    public Metrics metrics() {
        return metrics;
    }

    /** The value of a series as it is scraped, {@code none} where there is no such series. */
    String value(String series) {
        return metrics.text().lines().filter(line -> line.startsWith(series + " ")).map(line -> line.substring(series.length() + 1)).findFirst().orElse("none");
    }

    void cannotServe() {
        unready = Optional.of("starting");
    }

    @Override
    public List<SegmentUse> segments() {
        return List.of(new SegmentUse("eth1", Map.of("bound", 7L, "offered", 1L, "quarantined", 0L), List.of(new PoolUse("192.0.2.0/24", 100, 8))));
    }

    @Override
    public Map<String, Integer> catalog() {
        return Map.of("group", 3, "profile", 2, "machine", 5);
    }

    @Override
    public Map<String, Instant> certificates() {
        return Map.of("https", Instant.ofEpochSecond(1_800_000_000L));
    }

    @Override
    public long eventsLost() {
        return 4;
    }

    @Override
    public Optional<String> unready() {
        return unready;
    }

    @Override
    public void close() {
        metrics.close();
        var _ = loops.shutdownGracefully();
    }
}
