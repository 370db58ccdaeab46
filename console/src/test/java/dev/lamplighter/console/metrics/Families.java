package dev.lamplighter.console.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What can be scraped, of ours as it is declared and of the JVM as it is measured here. */
final class Families {

    private static final String OURS = "lamplighter_";

    private Families() {}

    /** {@code name} is as it is scraped, of histograms and summaries without what follows it. */
    record Family(String name, String type, List<String> labels, String help) {}

    static List<Family> ours() {
        return Arrays.stream(Metric.values()).map(metric -> new Family(metric.exposed(), metric.kind().name().toLowerCase(Locale.ROOT), metric.labels(), metric.help())).toList();
    }

    static List<Family> jvm() {
        try (var lab = new Scrapes()) {
            return lab.metrics().snapshots().stream().map(Families::of).filter(family -> !family.name().startsWith(OURS))
                    .sorted(Comparator.comparing(Family::name)).toList();
        }
    }

    private static Family of(MetricSnapshot snapshot) {
        String name = snapshot.getMetadata().getPrometheusName();
        Set<String> labels = new LinkedHashSet<>();
        for (DataPointSnapshot point : snapshot.getDataPoints()) {
            point.getLabels().stream().forEach(label -> labels.add(label.getName()));
        }
        String help = snapshot.getMetadata().getHelp();
        return switch (snapshot) {
            case CounterSnapshot _ -> new Family(name + "_total", "counter", List.copyOf(labels), help);
            case GaugeSnapshot _ -> new Family(name, "gauge", List.copyOf(labels), help);
            case HistogramSnapshot _ -> new Family(name, "histogram", List.copyOf(labels), help);
            case SummarySnapshot _ -> new Family(name, "summary", List.copyOf(labels), help);
            case InfoSnapshot _ -> new Family(name + "_info", "info", List.copyOf(labels), help);
            default -> throw new AssertionError("a kind of metric that is not known here: " + snapshot);
        };
    }

    /** Every name that a query may have, with the labels of that series. */
    static Map<String, Set<String>> series() {
        Map<String, Set<String>> series = new LinkedHashMap<>();
        var all = new ArrayList<>(ours());
        all.addAll(jvm());
        for (Family family : all) {
            Set<String> labels = new LinkedHashSet<>(family.labels());
            boolean several = family.type().equals("histogram") || family.type().equals("summary");
            if (several) {
                series.put(family.name() + "_sum", labels);
                series.put(family.name() + "_count", labels);
            }
            if (family.type().equals("histogram")) {
                var withBound = new LinkedHashSet<>(labels);
                withBound.add("le");
                series.put(family.name() + "_bucket", withBound);
            } else {
                series.put(family.name(), labels);
            }
        }
        return series;
    }
}
