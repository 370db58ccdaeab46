package dev.lamplighter.tftp.server;

import dev.lamplighter.tftp.service.Patience;

/**
 * What the operator may set: the port, how many transfers at a time, how long to wait for a client, blocks and octets of a window, the
 * largest file that is converted to netascii (in memory), the memory for what is read ahead, the largest block whatever the path
 * carries, and the ports of transfers; sizes in octets.
 */
public record TftpSettings(int port, int transfers, Patience patience, int window, int windowOctets, int netasciiOctets, int readAheadOctets,
        int largestBlock, TransferPorts ports) {

    /** RFC 2348 section 2. */
    public static final int LARGEST_BLOCK = 65_464;

    private static final int SHORT_WINDOW = 4;

    public static TftpSettings standard() {
        return new TftpSettings(69, 4096, Patience.standard(), 64, 128 << 10, 4 << 20, 8 << 20, LARGEST_BLOCK, new TransferPorts.Any());
    }

    public TftpSettings withPort(int other) {
        return new TftpSettings(other, transfers, patience, window, windowOctets, netasciiOctets, readAheadOctets, largestBlock, ports);
    }

    public TftpSettings withTransfers(int other) {
        return new TftpSettings(port, other, patience, window, windowOctets, netasciiOctets, readAheadOctets, largestBlock, ports);
    }

    public TftpSettings withPatience(Patience other) {
        return new TftpSettings(port, transfers, other, window, windowOctets, netasciiOctets, readAheadOctets, largestBlock, ports);
    }

    public TftpSettings withLargestBlock(int other) {
        return new TftpSettings(port, transfers, patience, window, windowOctets, netasciiOctets, readAheadOctets, other, ports);
    }

    /** On one port nobody proves by a secret port that the packets come from whom they name, so windows are short there. */
    public TftpSettings withPorts(TransferPorts other) {
        int windows = other instanceof TransferPorts.Same ? Math.min(window, SHORT_WINDOW) : window;
        return new TftpSettings(port, transfers, patience, windows, windowOctets, netasciiOctets, readAheadOctets, largestBlock, other);
    }

    /** Transfers at a time: no more than there are ports. */
    int mostTransfers() {
        return switch (ports) {
            case TransferPorts.Any(), TransferPorts.Same() -> transfers;
            case TransferPorts.Range range -> Math.min(transfers, range.count());
        };
    }

    boolean onePort() {
        return ports instanceof TransferPorts.Same;
    }
}
