package dev.lamplighter.store.catalog;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;

/** One queue of the kernel that tells of changes in folders (inotify(7)). Not safe for several threads at once. */
final class Inotify implements AutoCloseable {

    static final int MODIFY = 0x2;
    static final int ATTRIB = 0x4;
    static final int CLOSE_WRITE = 0x8;
    static final int MOVED_FROM = 0x40;
    static final int MOVED_TO = 0x80;
    static final int CREATE = 0x100;
    static final int DELETE = 0x200;
    static final int DELETE_SELF = 0x400;
    static final int MOVE_SELF = 0x800;
    static final int UNMOUNT = 0x2000;
    static final int OVERFLOW = 0x4000;
    static final int IGNORED = 0x8000;
    static final int ONLY_FOLDER = 0x0100_0000;
    static final int NO_LINK = 0x0200_0000;
    static final int ADD_TO_MASK = 0x2000_0000;

    private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int ENOENT = 2;
    private static final int EACCES = 13;
    private static final int ENOTDIR = 20;
    private static final int ENOSPC = 28;
    private static final int ELOOP = 40;
    private static final int BUFFER = 1 << 16;
    private static final int HEADER = 16;

    /** One event: the watch it is of, what happened, and the octets of the entry's name, none where it is of the folder itself. */
    @FunctionalInterface
    interface Event {
        void happened(int watch, int mask, byte[] name);
    }

    /** The C library's functions, found once. */
    private static final class C {
        static final StructLayout STATE = Linker.Option.captureStateLayout();
        static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        static final MethodHandle INIT = function("inotify_init1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        static final MethodHandle ADD = function("inotify_add_watch", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
        static final MethodHandle REMOVE = function("inotify_rm_watch", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        static final MethodHandle READ = function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
        static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

        static MethodHandle function(String name, FunctionDescriptor type) {
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, Linker.Option.captureCallState("errno"));
        }
    }

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state;
    private final MemorySegment buffer;
    private final int queue;

    Inotify() throws CannotWatch {
        try {
            state = arena.allocate(C.STATE);
            buffer = arena.allocate(BUFFER, 8);
            queue = (int) C.INIT.invokeExact(state, NONBLOCK_CLOEXEC);
        } catch (Throwable missing) {
            arena.close();
            throw new CannotWatch("inotify is not available here (" + missing + ")");
        }
        if (queue < 0) {
            int error = errno();
            arena.close();
            throw new CannotWatch("inotify gives no queue (errno " + error + "); see /proc/sys/fs/inotify/max_user_instances");
        }
    }

    /** Watches a folder; empty where there is none. Watching one again adds to its mask and gives the same number. */
    OptionalInt watch(Path folder, int mask) throws CannotWatch {
        int watch;
        try (var passing = Arena.ofConfined()) {
            var name = passing.allocateFrom(folder.toString(), nameCharset());
            watch = (int) C.ADD.invokeExact(state, queue, name, mask);
        } catch (Throwable impossible) {
            throw new CannotWatch("cannot watch " + folder + " (" + impossible + ")");
        }
        if (watch >= 0) {
            return OptionalInt.of(watch);
        }
        return switch (errno()) {
            case ENOENT, ENOTDIR, ELOOP -> OptionalInt.empty();
            case EACCES -> throw new CannotWatch("cannot watch the folder " + folder + " (permission denied: this process may not list it)", true);
            case ENOSPC -> throw new CannotWatch("cannot watch the folder " + folder
                    + " (this user has too many watches; see /proc/sys/fs/inotify/max_user_watches)");
            default -> throw new CannotWatch("cannot watch the folder " + folder + " (errno " + errno() + ")");
        };
    }

    void forget(int watch) {
        try {
            int ignored = (int) C.REMOVE.invokeExact(state, queue, watch);
        } catch (Throwable impossible) {
            throw new IllegalStateException("inotify_rm_watch", impossible);
        }
    }

    /** Hands over what one read gives; false when nothing was waiting. Never waits. */
    boolean read(Event to) {
        long length;
        try {
            length = (long) C.READ.invokeExact(state, queue, buffer, (long) BUFFER);
        } catch (Throwable impossible) {
            throw new IllegalStateException("read", impossible);
        }
        for (long at = 0; at + HEADER <= length; ) {
            int nameLength = buffer.get(JAVA_INT, at + 12);
            to.happened(buffer.get(JAVA_INT, at), buffer.get(JAVA_INT, at + 4), name(at + HEADER, nameLength));
            at += HEADER + nameLength;
        }
        return length > 0;
    }

    private byte[] name(long from, int padded) {
        int length = 0;
        while (length < padded && buffer.get(JAVA_BYTE, from + length) != 0) {
            length++;
        }
        return buffer.asSlice(from, length).toArray(JAVA_BYTE);
    }

    /** The charset of file names in this process, which is that of its locale. */
    static Charset nameCharset() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);
    }

    private int errno() {
        return (int) C.ERRNO.get(state, 0L);
    }

    @Override
    public void close() {
        try {
            int ignored = (int) C.CLOSE.invokeExact(state, queue);
        } catch (Throwable impossible) {
            throw new IllegalStateException("close", impossible);
        } finally {
            arena.close();
        }
    }
}
