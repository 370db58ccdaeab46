package dev.lamplighter.store.catalog;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The calls on files that Linux has and Java has not. A number that is returned is minus the error's where it is negative. Not safe for several
 * threads at once.
 */
final class FileCalls {

    static final int NOT_THERE = -2;
    static final int BUSY = -11;
    static final int NOT_HERE = -22;
    static final int NO_SUCH_CALL = -38;

    /** {@code renameat2(2)}: keep what is there, or let the two change places. */
    static final int NO_REPLACE = 1;
    static final int EXCHANGE = 2;

    static final int WRITE = 1;
    static final int CREATE_NEW = 0x40 | 0x80;

    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int HERE = -100;
    private static final int NO_LINK = 0x100;
    private static final int OF_DESCRIPTOR = 0x1000;
    private static final int BASIC = 0x7FF;
    private static final int SET_SIGNAL = 10;
    private static final int SET_LEASE = 1024;
    private static final int WRITE_LEASE = 1;

    /** Nobody minds it, and without it the kernel would ask for the lease by one that ends the process. */
    private static final int SIGURG = 23;

    private static final int FACTS = 256;
    private static final int KIND = 0xF000;
    private static final int REGULAR = 0x8000;
    private static final int FOLDER = 0x4000;
    private static final int SET_GROUP = 0x400;

    /** Where these numbers are true. */
    private static final Set<String> MACHINES = Set.of("amd64", "aarch64");

    /** What {@code statx(2)} tells. */
    record Facts(long device, long inode, long size, long seconds, int nanos, int mode, int links, int owner, int group) {

        boolean isRegular() {
            return (mode & KIND) == REGULAR;
        }

        boolean isFolder() {
            return (mode & KIND) == FOLDER;
        }

        /** Whether new files in this folder get its group rather than their maker's. */
        boolean givesGroup() {
            return (mode & SET_GROUP) != 0;
        }

        /** Whether whoever may use one may use the other. */
        boolean isAllowedAs(Facts other) {
            return mode == other.mode && owner == other.owner && group == other.group;
        }

        /** The same file, and nobody has written to it; with the grain of the file system's clock. */
        boolean isStill(Facts before) {
            return inode == before.inode && device == before.device && size == before.size && seconds == before.seconds && nanos == before.nanos;
        }
    }

    /** The C library's functions, found once. */
    private static final class C {
        static final StructLayout STATE = Linker.Option.captureStateLayout();
        static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        static final MethodHandle OPEN = function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
        static final MethodHandle FCNTL = function("fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
        static final MethodHandle PWRITE = function("pwrite", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
        static final MethodHandle TRUNCATE = function("ftruncate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
        static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        static final MethodHandle STATX = function("statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
        static final MethodHandle RENAME = function("renameat2", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
        static final MethodHandle LIST_ATTRIBUTES = function("llistxattr", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));

        static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
            var all = new Linker.Option[options.length + 1];
            all[0] = Linker.Option.captureCallState("errno");
            System.arraycopy(options, 0, all, 1, options.length);
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, all);
        }
    }

    /** A call of the C library, which throws nothing in truth. */
    @FunctionalInterface
    private interface Calling {
        long call() throws Throwable;
    }

    private final MemorySegment state;
    private final MemorySegment facts;
    private final MemorySegment nothing;

    private FileCalls() {
        var arena = Arena.ofAuto();
        state = arena.allocate(C.STATE);
        facts = arena.allocate(FACTS, 8);
        nothing = arena.allocateFrom("");
    }

    /** Empty where the machine or its C library is another one than these calls are for. */
    static Optional<FileCalls> here() {
        if (!MACHINES.contains(System.getProperty("os.arch", "")) || !System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        try {
            var calls = new FileCalls();
            return calls.look(Path.of("/")).filter(Facts::isFolder).map(root -> calls);
        } catch (LinkageError | RuntimeException missing) {
            return Optional.empty();
        }
    }

    /** {@code path} as the C library wants it. */
    static MemorySegment name(Path path, Arena arena) {
        return arena.allocateFrom(path.toString(), Inotify.nameCharset());
    }

    private long result(Calling calling) {
        try {
            long result = calling.call();
            return result < 0 ? -(int) C.ERRNO.get(state, 0L) : result;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A descriptor. */
    int open(MemorySegment name, int how, int mode) {
        return (int) result(() -> (int) C.OPEN.invokeExact(state, name, how | CLOSE_ON_EXEC, mode));
    }

    /** Nobody else has the file open now, and who opens it waits until it is closed here (fcntl(2), leases). */
    int lease(int file) {
        return (int) result(() -> {
            int signal = (int) C.FCNTL.invokeExact(state, file, SET_SIGNAL, SIGURG);
            return signal < 0 ? signal : (int) C.FCNTL.invokeExact(state, file, SET_LEASE, WRITE_LEASE);
        });
    }

    /** Makes the first {@code length} octets of {@code content} all that a file of {@code size} octets holds. */
    int fill(int file, MemorySegment content, int length, long size) {
        long at = 0;
        while (at < length) {
            var rest = content.asSlice(at);
            long from = at;
            long written = result(() -> (long) C.PWRITE.invokeExact(state, file, rest, length - from, from));
            if (written < 0) {
                return (int) written;
            }
            at += written;
        }
        return size <= length ? 0 : (int) result(() -> (int) C.TRUNCATE.invokeExact(state, file, (long) length));
    }

    int close(int file) {
        return (int) result(() -> (int) C.CLOSE.invokeExact(state, file));
    }

    int rename(MemorySegment from, MemorySegment to, int how) {
        return (int) result(() -> (int) C.RENAME.invokeExact(state, HERE, from, HERE, to, how));
    }

    /** The octets that the names of the file's extended attributes take, of which an access list is one. */
    int attributes(MemorySegment name) {
        return (int) result(() -> (long) C.LIST_ATTRIBUTES.invokeExact(state, name, MemorySegment.NULL, 0L));
    }

    /** Of what is there itself, also where it is a link. */
    Optional<Facts> look(MemorySegment name) {
        return told((int) result(() -> (int) C.STATX.invokeExact(state, HERE, name, NO_LINK, BASIC, facts)));
    }

    Optional<Facts> look(Path path) {
        try (var passing = Arena.ofConfined()) {
            return look(name(path, passing));
        }
    }

    Optional<Facts> look(int file) {
        return told((int) result(() -> (int) C.STATX.invokeExact(state, file, nothing, OF_DESCRIPTOR, BASIC, facts)));
    }

    private Optional<Facts> told(int result) {
        if (result < 0) {
            return Optional.empty();
        }
        long device = (long) facts.get(JAVA_INT, 136) << 32 | facts.get(JAVA_INT, 140);
        return Optional.of(new Facts(device, facts.get(JAVA_LONG, 32), facts.get(JAVA_LONG, 40), facts.get(JAVA_LONG, 112), facts.get(JAVA_INT, 120),
                Short.toUnsignedInt(facts.get(JAVA_SHORT, 28)), facts.get(JAVA_INT, 16), facts.get(JAVA_INT, 20), facts.get(JAVA_INT, 24)));
    }

    /** Copies {@code octets} to where the C library reads them. */
    static void copy(ByteBuffer octets, MemorySegment to) {
        MemorySegment.copy(MemorySegment.ofBuffer(octets), 0, to, 0, octets.remaining());
    }

    static MemorySegment buffer(int size) {
        return Arena.ofAuto().allocate(ValueLayout.JAVA_BYTE, size);
    }
}
