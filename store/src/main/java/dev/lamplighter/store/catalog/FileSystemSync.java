package dev.lamplighter.store.catalog;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Forces whatever was written on a folder's file system to the disk (syncfs(2)); without that call, each file of the folder. */
final class FileSystemSync {

    private static final int READ_FOLDER = 0x10000 | 0x80000;

    /** The C library's functions, found once. */
    private static final class C {
        static final MethodHandle OPEN = function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
        static final MethodHandle SYNCFS = function("syncfs", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

        static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
        }
    }

    private FileSystemSync() {}

    static void force(Path folder) throws IOException {
        if (!syncfs(folder)) {
            try (var files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
                for (Path file : files) {
                    force(file, StandardOpenOption.WRITE);
                }
            }
            force(folder, StandardOpenOption.READ);
        }
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (var open = FileChannel.open(path, how)) {
            open.force(true);
        }
    }

    private static boolean syncfs(Path folder) {
        try (var arena = Arena.ofConfined()) {
            int descriptor = (int) C.OPEN.invokeExact(arena.allocateFrom(folder.toString(), Inotify.nameCharset()), READ_FOLDER);
            if (descriptor < 0) {
                return false;
            }
            int synced = (int) C.SYNCFS.invokeExact(descriptor);
            int closed = (int) C.CLOSE.invokeExact(descriptor);
            return synced == 0 && closed == 0;
        } catch (Throwable missing) {
            return false;
        }
    }
}
