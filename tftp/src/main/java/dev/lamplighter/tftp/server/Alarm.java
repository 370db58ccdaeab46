package dev.lamplighter.tftp.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One time-out that is set anew for each packet, at the price of one scheduled task for each of its periods. For one event loop. */
final class Alarm {

    private final EventLoop loop;
    private Optional<Future<?>> scheduled = Optional.empty();
    private Optional<Future<?>> whole = Optional.empty();
    private long firesAt;
    private long due;
    private boolean on;

    Alarm(EventLoop loop) {
        this.loop = loop;
    }

    void set(Duration wait, Runnable then) {
        due = System.nanoTime() + wait.toNanos();
        on = true;
        if (scheduled.isEmpty() || firesAt - due > 0) {
            schedule(then);
        }
    }

    /** Brings the time-out forward; never puts it off. */
    void hurry(Duration wait, Runnable then) {
        if (on && due - System.nanoTime() > wait.toNanos()) {
            set(wait, then);
        }
    }

    void off() {
        on = false;
    }

    void whole(Duration limit, Runnable then) {
        whole = Optional.of(loop.schedule(then, limit.toNanos(), TimeUnit.NANOSECONDS));
    }

    void end() {
        on = false;
        scheduled.ifPresent(task -> task.cancel(false));
        whole.ifPresent(task -> task.cancel(false));
    }

    private void schedule(Runnable then) {
        scheduled.ifPresent(task -> task.cancel(false));
        firesAt = due;
        scheduled = Optional.of(loop.schedule(() -> fire(then), due - System.nanoTime(), TimeUnit.NANOSECONDS));
    }

    private void fire(Runnable then) {
        scheduled = Optional.empty();
        if (!on) {
            return;
        }
        if (due - System.nanoTime() > 0) {
            schedule(then);
        } else {
            on = false;
            then.run();
        }
    }
}
