package dev.lamplighter.appliance;

import dev.lamplighter.model.Segment;
import dev.lamplighter.model.event.BootEvent.Notice;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.rpc.server.RpcDoor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The doors that are open. An interface that gets another address while they are is followed: what was said to clients, and where it listens, is
 * the old address, so every door that knows segments is closed and opened anew on what the host has now.
 */
final class OpenDoors {

    private static final Duration EVERY = Duration.ofMillis(500);

    private final Events events;
    private final List<Door> doors = new ArrayList<>();
    /** Those that know no segment, and stay as they are. */
    private final List<Door> beside = new ArrayList<>();
    private Optional<Thread> follower = Optional.empty();
    private String said = "";
    private volatile boolean whole = true;

    /** What the host's interfaces make of the settings now. */
    @FunctionalInterface
    interface Resolving {
        List<Segment> segments() throws CannotStart;
    }

    /** The doors for some segments, in the order of the first ones. */
    @FunctionalInterface
    interface Planning {
        List<Door> doors(List<Segment> segments) throws CannotStart;
    }

    OpenDoors(Events events) {
        this.events = events;
    }

    synchronized List<Door> all() {
        return Stream.concat(beside.stream(), doors.stream()).toList();
    }

    /** Whether no door is closed because its interface changed. Never waits. */
    boolean whole() {
        return whole;
    }

    /** Opens a door that is not made anew when an interface changes. */
    synchronized void openBeside(Door door) throws CannotListen {
        door.open();
        beside.add(door);
    }

    synchronized void open(Door door) throws CannotListen {
        door.open();
        doors.add(door);
    }

    /** From now on looks twice a second whether {@code segments} are still what the host's addresses make of the settings. */
    synchronized void follow(List<Segment> segments, Resolving resolving, Planning planning) {
        if (!segments.isEmpty()) {
            follower = Optional.of(Thread.ofVirtual().name("addresses").start(() -> run(segments, resolving, planning)));
        }
    }

    private void run(List<Segment> first, Resolving resolving, Planning planning) {
        List<Segment> served = first;
        try {
            while (true) {
                Thread.sleep(EVERY);
                served = look(served, resolving, planning);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** The segments that are served after one look. */
    synchronized List<Segment> look(List<Segment> served, Resolving resolving, Planning planning) {
        try {
            List<Segment> now = resolving.segments();
            if (now.equals(served) && whole) {
                said = "";
                return served;
            }
            reopen(planning.doors(now));
            say(Notice.Level.INFO, "address-changed", "an interface has another address, and is served by it: " + addresses(now));
            whole = true;
            said = "";
            return now;
        } catch (CannotStart | CannotListen | RuntimeException refused) {
            say(Notice.Level.WARN, "address-lost", "an interface changed, and what it has now cannot be served (this is looked at again): " + refused.getMessage());
            return served;
        }
    }

    /** Closed first, as the new ones want the same ports. What knows no segment stays open. */
    private void reopen(List<Door> planned) throws CannotListen {
        whole = false;
        for (int i = 0; i < planned.size(); i++) {
            if (!(planned.get(i) instanceof RpcDoor)) {
                doors.get(i).close();
            }
        }
        for (int i = 0; i < planned.size(); i++) {
            if (!(planned.get(i) instanceof RpcDoor)) {
                planned.get(i).open();
                doors.set(i, planned.get(i));
            }
        }
    }

    private static String addresses(List<Segment> segments) {
        return String.join(", ", segments.stream().map(segment -> segment.interfaceName() + " " + segment.advertise()).toList());
    }

    private void say(Notice.Level level, String code, String sentence) {
        if (!said.equals(sentence)) {
            said = sentence;
            events.publish(new Notice(events.stamp(), level, code, sentence));
        }
    }

    /** Follows no more, takes no new work, and waits until what runs has ended, for {@code most} at most. */
    void drain(Duration most) {
        synchronized (this) {
            follower.ifPresent(Thread::interrupt);
            follower = Optional.empty();
        }
        List<Door> open = all();
        open.forEach(Door::stopTaking);
        long end = System.nanoTime() + most.toNanos();
        while (open.stream().anyMatch(Door::busy) && System.nanoTime() < end) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
