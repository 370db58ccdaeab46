package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** What one look at a file finds. Looking changes nothing, so many files are looked at on several threads. */
sealed interface FileLook<T> {

    /** It is certainly the file that was read before. */
    record Same<T>() implements FileLook<T> {}

    /** It was written again and says the same. */
    record Touched<T>(Signature now) implements FileLook<T> {}

    record Gone<T>() implements FileLook<T> {}

    /** It is a link, which has to be followed before what it leads to is read. */
    record Link<T>() implements FileLook<T> {}

    /** What it says; {@code content} is the mark of its bytes, {@link Mark#NONE} where they cannot be read. */
    record Read<T>(Optional<Signature> signature, Parsed<T> says, Mark content) implements FileLook<T> {}

    /** What was found before: the signature, where it may be trusted, and the content's mark. */
    record Known(Optional<Signature> signature, Mark content) {
        static final Known NOTHING = new Known(Optional.empty(), Mark.NONE);
    }

    /** Below this, threads cost more than they bring. */
    int FEW = 512;
    int MOST_THREADS = 4;
    int CHUNK = 256;

    /** Looks at {@code path} itself. */
    static <T> FileLook<T> at(Path path, Known before, int mostBytes, Function<Bytes, Parsed<T>> parser) {
        return look(path, before, mostBytes, parser, LinkOption.NOFOLLOW_LINKS);
    }

    /** Looks at what {@code path} leads to. */
    static <T> FileLook<T> through(Path path, Known before, int mostBytes, Function<Bytes, Parsed<T>> parser) {
        return look(path, before, mostBytes, parser);
    }

    static <T> Read<T> missing() {
        return new Read<>(Optional.empty(), new Parsed.Bad<>(0, 0, "does not exist"), Mark.NONE);
    }

    private static <T> FileLook<T> look(Path path, Known before, int mostBytes, Function<Bytes, Parsed<T>> parser,
            LinkOption... options) {
        Optional<Signature> now;
        try {
            now = Signature.of(path, options);
            if (now.isEmpty()) {
                return new Gone<>();
            }
            if (now.get().isLink()) {
                return new Link<>();
            }
            if (before.signature().isPresent() && before.signature().get().stillOf(now.get())) {
                return new Same<>();
            }
        } catch (IOException unknown) {
            now = Optional.empty();
        }
        var content = now.isPresent() ? FileContent.read(path, now.get(), mostBytes) : FileContent.read(path, mostBytes);
        return switch (content) {
            case Parsed.Bad<Bytes> unreadable -> new Read<>(now, new Parsed.Bad<>(0, 0, unreadable.message()), Mark.NONE);
            case Parsed.Good<Bytes>(Bytes bytes) -> {
                var mark = Mark.of(bytes);
                yield mark.equals(before.content()) && now.isPresent() ? new Touched<>(now.get()) : new Read<>(now, parser.apply(bytes), mark);
            }
        };
    }

    /** Looks at all {@code paths}, in their order. */
    static <T> List<FileLook<T>> all(List<Path> paths, Function<Path, FileLook<T>> look) {
        if (paths.size() < FEW) {
            return paths.stream().map(look).toList();
        }
        var looks = new ArrayList<FileLook<T>>(paths.size());
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var parts = new ArrayList<Future<List<FileLook<T>>>>();
            for (int from = 0; from < paths.size(); from += CHUNK) {
                var part = paths.subList(from, Math.min(from + CHUNK, paths.size()));
                parts.add(pool.submit(() -> part.stream().map(look).toList()));
            }
            for (var part : parts) {
                looks.addAll(part.get());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the data folder was read", hurried);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        return looks;
    }
}
