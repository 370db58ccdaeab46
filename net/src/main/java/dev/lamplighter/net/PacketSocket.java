package dev.lamplighter.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Mac;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;

/**
 * Hears and sends the packets of one protocol on one interface, below the network's own handling of them (packet(7), SOCK_DGRAM). Needs
 * CAP_NET_RAW. One thread receives, and it alone may close; any thread sends.
 */
public final class PacketSocket implements AutoCloseable {

    /** What is heard: ARP answers, or UDP datagrams to the port of DHCP clients. */
    public enum Hears {
        ARP_REPLIES(0x0806, new int[][] {{0x28, 0, 0, 6}, {0x15, 0, 1, 2}, {0x06, 0, 0, 0x40000}, {0x06, 0, 0, 0}}),
        TO_DHCP_CLIENTS(0x0800, new int[][] {{0x30, 0, 0, 9}, {0x15, 0, 6, 17}, {0x28, 0, 0, 6}, {0x45, 4, 0, 0x1fff}, {0xb1, 0, 0, 0}, {0x48, 0, 0, 2},
            {0x15, 0, 1, 68}, {0x06, 0, 0, 0x40000}, {0x06, 0, 0, 0}});

        private final int protocol;
        /** A program of the kernel's packet filter (bpf(4)): code, jump if true, jump if false, operand. */
        @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
        private final int[][] filter;

        Hears(int protocol, int[][] filter) {
            this.protocol = protocol;
            this.filter = filter;
        }
    }

    /** A packet that came in, and the station it came from. */
    public record Heard(Mac from, Bytes packet) {}

    private static final int AF_PACKET = 17;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int MSG_DONTWAIT = 0x40;
    private static final short POLLIN = 1;
    private static final byte PACKET_OUTGOING = 4;
    private static final int SOCKADDR_LL = 20;
    private static final int ETHERNET_ADDRESS = 6;
    private static final int LONGEST = 2048;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBC = LINKER.defaultLookup();
    private static final MethodHandle SOCKET = function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND = function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle POLL = function("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle SETSOCKOPT =
            function("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RECVFROM =
            function("recvfrom", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SENDTO =
            function("sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));

    private final int socket;
    private final int index;
    private final Hears hears;
    private final Arena memory = Arena.ofShared();
    private final MemorySegment in = memory.allocate(LONGEST);
    private final MemorySegment from = memory.allocate(SOCKADDR_LL, 8);
    private final MemorySegment fromLength = memory.allocate(JAVA_INT);
    private final MemorySegment polled = memory.allocate(8, 4);
    private boolean closed;

    private PacketSocket(int socket, int index, Hears hears) {
        this.socket = socket;
        this.index = index;
        this.hears = hears;
    }

    /** Opens a socket on an interface; empty where this process may not, or the interface is not there. */
    public static Optional<PacketSocket> open(String interfaceName, Hears hears) {
        int index = RawFrames.index(interfaceName);
        int socket = index == 0 ? -1 : call(() -> (int) SOCKET.invokeExact(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        if (socket < 0) {
            return Optional.empty();
        }
        var opened = new PacketSocket(socket, index, hears);
        if (opened.filtered() && opened.bound()) {
            return Optional.of(opened);
        }
        opened.close();
        return Optional.empty();
    }

    private boolean filtered() {
        try (var own = Arena.ofConfined()) {
            MemorySegment program = own.allocate(8L * hears.filter.length, 8);
            for (int i = 0; i < hears.filter.length; i++) {
                int[] step = hears.filter[i];
                program.set(JAVA_SHORT, 8L * i, (short) step[0]);
                program.set(JAVA_BYTE, 8L * i + 2, (byte) step[1]);
                program.set(JAVA_BYTE, 8L * i + 3, (byte) step[2]);
                program.set(JAVA_INT, 8L * i + 4, step[3]);
            }
            MemorySegment described = own.allocate(16, 8);
            described.set(JAVA_SHORT, 0, (short) hears.filter.length);
            described.set(ADDRESS, 8, program);
            return call(() -> (int) SETSOCKOPT.invokeExact(socket, SOL_SOCKET, SO_ATTACH_FILTER, described, 16)) == 0;
        }
    }

    private boolean bound() {
        try (var own = Arena.ofConfined()) {
            MemorySegment at = address(own, Optional.empty());
            return call(() -> (int) BIND.invokeExact(socket, at, SOCKADDR_LL)) == 0;
        }
    }

    /** The next packet from others; empty when none came in {@code wait}, or the interface is gone or down. Blocks its (platform) thread. */
    public Optional<Heard> receive(Duration wait) {
        polled.set(JAVA_INT, 0, socket);
        polled.set(JAVA_SHORT, 4, POLLIN);
        polled.set(JAVA_SHORT, 6, (short) 0);
        int ready = call(() -> (int) POLL.invokeExact(polled, 1L, (int) wait.toMillis()));
        if (ready <= 0) {
            return Optional.empty();
        }
        fromLength.set(JAVA_INT, 0, SOCKADDR_LL);
        long length = call(() -> (long) RECVFROM.invokeExact(socket, in, (long) LONGEST, MSG_DONTWAIT, from, fromLength));
        if (length <= 0 || from.get(JAVA_BYTE, 10) == PACKET_OUTGOING || from.get(JAVA_BYTE, 11) != ETHERNET_ADDRESS) {
            return Optional.empty();
        }
        return Optional.of(new Heard(new Mac(Bytes.owned(from.asSlice(12, ETHERNET_ADDRESS).toArray(JAVA_BYTE))),
                Bytes.owned(in.asSlice(0, length).toArray(JAVA_BYTE))));
    }

    /** Sends one packet to a station; false where it could not go out. */
    public synchronized boolean send(Mac to, Bytes packet) {
        if (closed || to.octets().length() != ETHERNET_ADDRESS) {
            return false;
        }
        try (var own = Arena.ofConfined()) {
            MemorySegment out = own.allocate(Math.max(1, packet.length()));
            MemorySegment.copy(packet.toArray(), 0, out, JAVA_BYTE, 0, packet.length());
            MemorySegment at = address(own, Optional.of(to));
            return call(() -> (long) SENDTO.invokeExact(socket, out, (long) packet.length(), MSG_DONTWAIT, at, SOCKADDR_LL)) == packet.length();
        }
    }

    private MemorySegment address(Arena own, Optional<Mac> station) {
        MemorySegment address = own.allocate(SOCKADDR_LL, 8);
        address.set(JAVA_SHORT, 0, (short) AF_PACKET);
        address.set(JAVA_SHORT, 2, bigEndian((short) hears.protocol));
        address.set(JAVA_INT, 4, index);
        station.ifPresent(mac -> {
            address.set(JAVA_BYTE, 11, (byte) ETHERNET_ADDRESS);
            MemorySegment.copy(mac.octets().toArray(), 0, address, JAVA_BYTE, 12, ETHERNET_ADDRESS);
        });
        return address;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            int ignored = call(() -> (int) CLOSE.invokeExact(socket));
            memory.close();
        }
    }

    private static short bigEndian(short value) {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Short.reverseBytes(value);
    }

    private static MethodHandle function(String name, FunctionDescriptor shape) {
        return LINKER.downcallHandle(LIBC.findOrThrow(name), shape);
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws Throwable;
    }

    private static <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (Throwable unexpected) {
            throw new IllegalStateException("a call into the C library failed", unexpected);
        }
    }
}
