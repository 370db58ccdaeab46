package dev.lamplighter.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Mac;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Sends IPv4 packets to a station by its hardware address, past ARP: to a client that has no address yet (packet(7), SOCK_DGRAM). Needs
 * CAP_NET_RAW. Safe to use from several threads; sending never waits.
 */
public final class RawFrames implements AutoCloseable {

    private static final int AF_PACKET = 17;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final short ETH_P_IP = 0x0800;
    private static final int SOCKADDR_LL = 20;
    private static final int ETHERNET_ADDRESS = 6;
    private static final int LONGEST = 1500;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBC = LINKER.defaultLookup();
    private static final MethodHandle SOCKET = function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle INDEX = function("if_nametoindex", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle SENDTO =
            function("sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));

    private final int socket;
    private final Arena memory = Arena.ofShared();
    private final MemorySegment name;
    private final MemorySegment frame = memory.allocate(LONGEST);
    private final MemorySegment station = memory.allocate(SOCKADDR_LL, 8);
    private boolean closed;

    private RawFrames(int socket, String interfaceName) {
        this.socket = socket;
        this.name = memory.allocateFrom(interfaceName, US_ASCII);
    }

    /** Opens a socket that only sends; empty where this process may not (CAP_NET_RAW). */
    public static Optional<RawFrames> open(String interfaceName) {
        int socket = call(() -> (int) SOCKET.invokeExact(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        return socket < 0 ? Optional.empty() : Optional.of(new RawFrames(socket, interfaceName));
    }

    /** The number of an interface, 0 where there is none by this name; whether it has an address or not. */
    static int index(String interfaceName) {
        try (var memory = Arena.ofConfined()) {
            MemorySegment name = memory.allocateFrom(interfaceName, US_ASCII);
            return call(() -> (int) INDEX.invokeExact(name));
        }
    }

    /** Sends {@code packet} to the Ethernet station {@code to}; false where it could not go out as one frame. */
    public synchronized boolean send(Mac to, Bytes packet) {
        if (closed || to.octets().length() != ETHERNET_ADDRESS || packet.length() > LONGEST) {
            return false;
        }
        int index = call(() -> (int) INDEX.invokeExact(name));
        if (index == 0) {
            return false;
        }
        MemorySegment.copy(packet.toArray(), 0, frame, JAVA_BYTE, 0, packet.length());
        station.fill((byte) 0);
        station.set(JAVA_SHORT, 0, (short) AF_PACKET);
        station.set(JAVA_SHORT, 2, bigEndian(ETH_P_IP));
        station.set(JAVA_INT, 4, index);
        station.set(JAVA_BYTE, 11, (byte) ETHERNET_ADDRESS);
        MemorySegment.copy(to.octets().toArray(), 0, station, JAVA_BYTE, 12, ETHERNET_ADDRESS);
        long sent = call(() -> (long) SENDTO.invokeExact(socket, frame, (long) packet.length(), MSG_DONTWAIT, station, SOCKADDR_LL));
        return sent == packet.length();
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
        return java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.BIG_ENDIAN ? value : Short.reverseBytes(value);
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
