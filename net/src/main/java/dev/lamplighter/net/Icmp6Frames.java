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
import java.util.Optional;

/**
 * Hears and sends IPv6 router solicitations and advertisements as Ethernet frames, whether this host speaks IPv6 or not (packet(7)). The kernel
 * filters: nothing else wakes this process. Needs CAP_NET_RAW. One thread receives; any thread sends and closes.
 */
public final class Icmp6Frames implements AutoCloseable {

    /** An IPv6 packet and the station that it came from. */
    public record Heard(Mac from, Bytes packet) {}

    private static final int AF_PACKET = 17;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final short ETH_P_IPV6 = (short) 0x86dd;
    private static final int SOCKADDR_LL = 20;
    private static final int LONGEST = 1500;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final long PATIENCE_MICROS = 250_000;

    /** 33:33:00:00:00:02, where stations call for routers, and 33:33:00:00:00:01, where routers call to all (RFC 2464 section 7). */
    private static final Bytes[] GROUPS = {Bytes.hex("333300000002"), Bytes.hex("333300000001")};

    /** Next header 58 (ICMPv6) at octet 6, and type 133 or 134 at octet 40: each line is code, jump if true, jump if false, operand. */
    private static final int[][] FILTER = {
        {0x30, 0, 0, 6}, {0x15, 0, 4, 58}, {0x30, 0, 0, 40}, {0x15, 1, 0, 133}, {0x15, 0, 1, 134}, {0x06, 0, 0, LONGEST}, {0x06, 0, 0, 0}};

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBC = LINKER.defaultLookup();
    private static final MethodHandle SOCKET = function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND = function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle SETSOCKOPT =
            function("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SENDTO =
            function("sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RECVFROM =
            function("recvfrom", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS));

    private final int socket;
    private final int index;
    private final Object sending = new Object();
    private final Object receiving = new Object();
    private volatile boolean closed;
    private boolean released;

    private Icmp6Frames(int socket, int index) {
        this.socket = socket;
        this.index = index;
    }

    /** Empty where this process may not (CAP_NET_RAW), or where there is no such interface. */
    public static Optional<Icmp6Frames> open(String interfaceName) {
        int index = RawFrames.index(interfaceName);
        int socket = index == 0 ? -1 : call(() -> (int) SOCKET.invokeExact(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        if (socket < 0) {
            return Optional.empty();
        }
        var opened = new Icmp6Frames(socket, index);
        if (!opened.prepare()) {
            opened.close();
            return Optional.empty();
        }
        return Optional.of(opened);
    }

    private boolean prepare() {
        try (var memory = Arena.ofConfined()) {
            boolean ready = option(SOL_SOCKET, SO_ATTACH_FILTER, filter(memory)) && option(SOL_SOCKET, SO_RCVTIMEO, patience(memory));
            for (Bytes group : GROUPS) {
                ready = ready && option(SOL_PACKET, PACKET_ADD_MEMBERSHIP, membership(memory, group));
            }
            MemorySegment address = station(memory, Optional.empty());
            return ready && call(() -> (int) BIND.invokeExact(socket, address, SOCKADDR_LL)) == 0;
        }
    }

    private boolean option(int level, int name, MemorySegment value) {
        return call(() -> (int) SETSOCKOPT.invokeExact(socket, level, name, value, (int) value.byteSize())) == 0;
    }

    /** struct sock_fprog, which points to its lines. */
    private static MemorySegment filter(Arena memory) {
        MemorySegment lines = memory.allocate(FILTER.length * 8L, 8);
        for (int i = 0; i < FILTER.length; i++) {
            lines.set(JAVA_SHORT, i * 8L, (short) FILTER[i][0]);
            lines.set(JAVA_BYTE, i * 8L + 2, (byte) FILTER[i][1]);
            lines.set(JAVA_BYTE, i * 8L + 3, (byte) FILTER[i][2]);
            lines.set(JAVA_INT, i * 8L + 4, FILTER[i][3]);
        }
        MemorySegment program = memory.allocate(16, 8);
        program.set(JAVA_SHORT, 0, (short) FILTER.length);
        program.set(ADDRESS, 8, lines);
        return program;
    }

    /** struct timeval: so long one look takes at most. */
    private static MemorySegment patience(Arena memory) {
        MemorySegment time = memory.allocate(16, 8);
        time.set(JAVA_LONG, 8, PATIENCE_MICROS);
        return time;
    }

    /** struct packet_mreq. */
    private MemorySegment membership(Arena memory, Bytes group) {
        MemorySegment request = memory.allocate(16, 8);
        request.set(JAVA_INT, 0, index);
        request.set(JAVA_SHORT, 6, (short) group.length());
        MemorySegment.copy(group.toArray(), 0, request, JAVA_BYTE, 8, group.length());
        return request;
    }

    /** struct sockaddr_ll. */
    private MemorySegment station(Arena memory, Optional<Mac> to) {
        MemorySegment station = memory.allocate(SOCKADDR_LL, 8);
        station.set(JAVA_SHORT, 0, (short) AF_PACKET);
        station.set(JAVA_SHORT, 2, ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ETH_P_IPV6 : Short.reverseBytes(ETH_P_IPV6));
        station.set(JAVA_INT, 4, index);
        to.ifPresent(mac -> {
            station.set(JAVA_BYTE, 11, (byte) mac.octets().length());
            MemorySegment.copy(mac.octets().toArray(), 0, station, JAVA_BYTE, 12, Math.min(8, mac.octets().length()));
        });
        return station;
    }

    /** Waits a quarter of a second at most for a packet; the next one, if one came. Blocks the thread, also where that is a virtual one. */
    public Optional<Heard> receive() {
        synchronized (receiving) {
            if (closed) {
                return Optional.empty();
            }
            try (var memory = Arena.ofConfined()) {
                MemorySegment packet = memory.allocate(LONGEST, 8);
                MemorySegment from = memory.allocate(SOCKADDR_LL, 8);
                MemorySegment size = memory.allocate(JAVA_INT);
                size.set(JAVA_INT, 0, SOCKADDR_LL);
                long length = call(() -> (long) RECVFROM.invokeExact(socket, packet, (long) LONGEST, 0, from, size));
                if (length <= 0 || from.get(JAVA_BYTE, 11) != 6) {
                    return Optional.empty();
                }
                return Optional.of(new Heard(new Mac(Bytes.owned(from.asSlice(12, 6).toArray(JAVA_BYTE))),
                        Bytes.owned(packet.asSlice(0, length).toArray(JAVA_BYTE))));
            }
        }
    }

    /** Sends an IPv6 packet to a station or a group of them; false where it did not go out. */
    public boolean send(Mac to, Bytes packet) {
        synchronized (sending) {
            if (closed || to.octets().length() != 6) {
                return false;
            }
            try (var memory = Arena.ofConfined()) {
                MemorySegment octets = memory.allocateFrom(JAVA_BYTE, packet.toArray());
                MemorySegment station = station(memory, Optional.of(to));
                return call(() -> (long) SENDTO.invokeExact(socket, octets, (long) packet.length(), MSG_DONTWAIT, station, SOCKADDR_LL)) == packet.length();
            }
        }
    }

    /** Waits until the look that is under way is over. */
    @Override
    public void close() {
        closed = true;
        synchronized (receiving) {
            synchronized (sending) {
                if (!released) {
                    released = true;
                    int ignored = call(() -> (int) CLOSE.invokeExact(socket));
                }
            }
        }
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
