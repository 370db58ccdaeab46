package dev.lamplighter.tftp.server;

/** The ports that transfers run on. */
public sealed interface TransferPorts {

    /** A fresh one for each transfer, whichever the kernel picks (RFC 1350 section 4). */
    record Any() implements TransferPorts {}

    /** One for each transfer out of a range, both ends included, so that a firewall can let them through. */
    record Range(int first, int last) implements TransferPorts {

        public Range {
            if (first < 1 || last > 65_535 || first > last) {
                throw new IllegalArgumentException("a range of ports is FIRST-LAST within 1 to 65535, not " + first + "-" + last);
            }
        }

        int count() {
            return last - first + 1;
        }
    }

    /** The port of the questions, for all: what NAT and containers let through. A client is told from another by its address and port. */
    record Same() implements TransferPorts {}
}
