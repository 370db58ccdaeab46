package dev.lamplighter.tftp.server;

import dev.lamplighter.tftp.service.Patience;

/**
 * What the operator may set: the port, how many transfers at a time, how long to wait for a client, blocks and octets of a window, the
 * largest file that is converted to netascii (in memory), and the memory for what is read ahead; sizes in octets.
 */
public record TftpSettings(int port, int transfers, Patience patience, int window, int windowOctets, int netasciiOctets, int readAheadOctets) {

    public static TftpSettings standard() {
        return new TftpSettings(69, 4096, Patience.standard(), 64, 128 << 10, 4 << 20, 8 << 20);
    }

    public TftpSettings withPort(int other) {
        return new TftpSettings(other, transfers, patience, window, windowOctets, netasciiOctets, readAheadOctets);
    }

    public TftpSettings withTransfers(int other) {
        return new TftpSettings(port, other, patience, window, windowOctets, netasciiOctets, readAheadOctets);
    }

    public TftpSettings withPatience(Patience other) {
        return new TftpSettings(port, transfers, other, window, windowOctets, netasciiOctets, readAheadOctets);
    }
}
