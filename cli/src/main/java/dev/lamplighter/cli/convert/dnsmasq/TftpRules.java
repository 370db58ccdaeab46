package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.cli.convert.dnsmasq.Draft.Mode;
import java.util.List;
import java.util.Optional;

/** {@code enable-tftp} and {@code tftp-*}. */
final class TftpRules {

    private static final int SMALLEST_BLOCK = 512;
    private static final int LARGEST_BLOCK = 65_464;
    private static final int HEADERS = 32;

    private final Draft draft;
    private final HostFacts host;
    private final Remarks remarks;

    TftpRules(Draft draft, HostFacts host, Remarks remarks) {
        this.draft = draft;
        this.host = host;
        this.remarks = remarks;
    }

    void read(Lines lines) {
        List<Line> enabled = lines.take("enable-tftp");
        if (enabled.isEmpty()) {
            draft.tftp.put("enabled", false);
            if (draft.segments.values().stream().anyMatch(segment -> segment.mode != Mode.OFF)) {
                remarks.look("enable-tftp", "no line enables TFTP, so another program serves it: leave tftp.enabled out to let Lamplighter serve the boot files inside");
            }
        }
        for (Line line : enabled) {
            if (!line.value().isEmpty()) {
                remarks.look(line, "TFTP is served on every segment");
            }
            draft.segments.values().stream().filter(segment -> segment.mode == Mode.OFF).forEach(segment -> segment.mode = Mode.EXISTING);
        }
        lines.take("tftp-root").forEach(this::root);
        boolean single = !lines.take("tftp-single-port").isEmpty();
        if (single) {
            draft.tftp.put("single-port", true);
        }
        lines.take("tftp-port-range").forEach(line -> ports(line, single));
        lines.take("tftp-mtu").forEach(this::mtu);
        if (!lines.take("tftp-no-blocksize").isEmpty()) {
            draft.tftp.put("max-blksize", SMALLEST_BLOCK);
        }
        if (!lines.take("tftp-unique-root").isEmpty()) {
            draft.tftp.put("machine-folders", true);
        }
        if (!lines.take("tftp-lowercase").isEmpty()) {
            draft.tftp.put("any-case", true);
        }
    }

    private void root(Line line) {
        List<String> fields = line.fields();
        if (fields.size() > 1 || draft.tftp.containsKey("root")) {
            remarks.lost(line, "there is one folder for all interfaces: tftp.root");
        } else if (fields.isEmpty() || !host.folders().has(fields.getFirst())) {
            remarks.lost(line, "there is no such folder on this host, so the boot files inside Lamplighter are served alone: create it, and set tftp.root");
        } else {
            draft.tftp.put("root", fields.getFirst());
        }
    }

    private void ports(Line line, boolean single) {
        List<Optional<Integer>> ends = line.fields().stream().map(TftpRules::port).toList();
        boolean good = ends.size() == 2 && ends.stream().allMatch(Optional::isPresent) && ends.getFirst().get() <= ends.getLast().get();
        if (single) {
            remarks.itself(line, "all transfers stay on port 69");
        } else if (good) {
            draft.tftp.put("ports", ends.getFirst().get() + "-" + ends.getLast().get());
        } else {
            remarks.lost(line, "expected two ports");
        }
    }

    private static Optional<Integer> port(String text) {
        return text.matches("\\d{1,5}") ? Optional.of(Integer.parseInt(text)).filter(port -> port >= 1 && port <= 0xffff) : Optional.empty();
    }

    private void mtu(Line line) {
        if (!line.value().matches("\\d{1,6}")) {
            remarks.lost(line, "expected a number");
            return;
        }
        draft.tftp.put("max-blksize", Math.clamp(Integer.parseInt(line.value()) - HEADERS, SMALLEST_BLOCK, LARGEST_BLOCK));
    }
}
