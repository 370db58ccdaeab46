package dev.lamplighter.appliance.doctor.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.lamplighter.appliance.doctor.Facts;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.time.Clock;
import java.util.Optional;

/** What the kernel knows of its clock (adjtimex(2)), which every program that sets it tells it. */
public final class ClockLook {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBC = LINKER.defaultLookup();
    /** At least as long as {@code struct timex} is on every architecture. */
    private static final int TIMEX = 256;
    private static final int TIME_ERROR = 5;

    private ClockLook() {}

    public static Facts.Clock look(Clock clock) {
        return new Facts.Clock(clock.instant(), synchronised());
    }

    /** Asks and changes nothing: all {@code modes} are zero. Empty where the kernel does not answer. */
    private static Optional<Boolean> synchronised() {
        MethodHandle adjtimex = LINKER.downcallHandle(LIBC.findOrThrow("adjtimex"), FunctionDescriptor.of(JAVA_INT, ADDRESS));
        try (var memory = Arena.ofConfined()) {
            MemorySegment timex = memory.allocate(TIMEX, 8);
            int state = (int) adjtimex.invokeExact(timex);
            return state < 0 ? Optional.empty() : Optional.of(state != TIME_ERROR);
        } catch (Throwable unexpected) {
            throw new IllegalStateException("a call into the C library failed", unexpected);
        }
    }
}
