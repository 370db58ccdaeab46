package dev.lamplighter.appliance.settings;

import dev.lamplighter.tftp.server.TftpSettings;
import dev.lamplighter.tftp.server.TransferPorts;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How TFTP serves: the ports of its transfers, its largest block in octets, and how it takes names. */
public record TftpTuning(TransferPorts ports, int largestBlock, boolean machineFolders, boolean anyCase) {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");
    private static final int SMALLEST_BLOCK = 512;

    static TftpTuning of(Merged merged) throws SettingsException {
        int largest = Values.number(merged.get(Keys.TFTP_MAX_BLKSIZE), "tftp.max-blksize", SMALLEST_BLOCK, TftpSettings.LARGEST_BLOCK);
        return new TftpTuning(ports(merged), largest, Values.truth(merged.get(Keys.TFTP_MACHINE_FOLDERS), "tftp.machine-folders"),
                Values.truth(merged.get(Keys.TFTP_ANY_CASE), "tftp.any-case"));
    }

    private static TransferPorts ports(Merged merged) throws SettingsException {
        Given written = merged.get(Keys.TFTP_PORTS);
        Optional<TransferPorts> range = Values.optional(written, "tftp.ports", TftpTuning::range, "a range of ports such as 30000-30999");
        if (!Values.truth(merged.get(Keys.TFTP_SINGLE_PORT), "tftp.single-port")) {
            return range.orElseGet(TransferPorts.Any::new);
        }
        if (range.isPresent()) {
            throw SettingsException.at(written.origin(), "tftp.ports", "with tftp.single-port all transfers stay on port 69: keep one of the two");
        }
        return new TransferPorts.Same();
    }

    private static Optional<TransferPorts> range(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = Integer.parseInt(matcher.group(2));
        return first >= 1 && last <= 65_535 && first <= last ? Optional.of(new TransferPorts.Range(first, last)) : Optional.empty();
    }
}
