package dev.lamplighter.net;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A thread that hears what a {@link PacketSocket} hears, until it is closed. */
public final class PacketListener implements AutoCloseable {

    /** How long closing may take, and how long a socket whose interface is down rests. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final PacketSocket socket;
    private final Thread thread;
    private volatile boolean closed;

    private PacketListener(PacketSocket socket, String name, Consumer<PacketSocket.Heard> to) {
        this.socket = socket;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(to));
    }

    /** Calls {@code to} with each packet, on a thread of its own; empty where no socket can be had. */
    public static Optional<PacketListener> start(String interfaceName, PacketSocket.Hears hears, Consumer<PacketSocket.Heard> to) {
        return PacketSocket.open(interfaceName, hears).map(socket -> {
            var listener = new PacketListener(socket, hears.name().toLowerCase(java.util.Locale.ROOT) + "-" + interfaceName, to);
            listener.thread.start();
            return listener;
        });
    }

    /** The socket, to send by. */
    public PacketSocket socket() {
        return socket;
    }

    private void run(Consumer<PacketSocket.Heard> to) {
        try {
            while (!closed) {
                long before = System.nanoTime();
                Optional<PacketSocket.Heard> heard = socket.receive(LOOK);
                heard.ifPresent(to);
                if (heard.isEmpty() && System.nanoTime() - before < 1_000_000) {
                    rest();
                }
            }
        } finally {
            socket.close();
        }
    }

    /** A socket of an interface that is down is always ready and has nothing. */
    private void rest() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
