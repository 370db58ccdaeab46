package dev.lamplighter.net.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The TLS of a server whose certificates are renewed while it runs. The files are looked at every few seconds by what is in them, so it does not
 * matter how they are replaced: in place, by a rename, or by a link that leads elsewhere, as certbot does it. Connections keep the certificate
 * that they began with. Files that cannot be used change nothing; as a pair is replaced one file after the other, they count as broken
 * only when two looks in a row find the same.
 */
public final class ReloadingTls implements AutoCloseable {

    /** How often the files are looked at by default. */
    public static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final String NOTHING = "";
    private static final int LARGEST_FILE = 1 << 20;

    private final TlsFiles files;
    private final UnaryOperator<SslContextBuilder> recipe;
    private final TlsListener listener;
    private volatile SslContext current;
    private volatile Optional<Thread> watcher = Optional.empty();
    private String inUse;
    private String suspect = NOTHING;
    private String refused = NOTHING;

    private ReloadingTls(TlsFiles files, UnaryOperator<SslContextBuilder> recipe, TlsListener listener) throws BadPem {
        this.files = files;
        this.recipe = recipe;
        this.listener = listener;
        this.inUse = content();
        this.current = ServerTls.context(files, recipe);
    }

    /**
     * Reads the files and looks at them every {@code interval} until closed. {@code recipe} adds to each new context what the protocol needs,
     * such as ALPN. Waits for the disk.
     */
    public static ReloadingTls watching(TlsFiles files, UnaryOperator<SslContextBuilder> recipe, TlsListener listener, Duration interval) throws BadPem {
        var tls = new ReloadingTls(files, recipe, listener);
        tls.watcher = Optional.of(Thread.ofVirtual().name("tls-files").start(() -> tls.watch(interval)));
        return tls;
    }

    /** Reads the files, and looks at them again only when told to {@link #look}. */
    static ReloadingTls still(TlsFiles files, TlsListener listener) throws BadPem {
        return new ReloadingTls(files, UnaryOperator.identity(), listener);
    }

    /** What a handshake that begins now uses. Never waits; safe from any thread. */
    public SslContext current() {
        return current;
    }

    private void watch(Duration interval) {
        try {
            while (true) {
                Thread.sleep(interval);
                look();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the files in where they changed. */
    synchronized void look() {
        String found = content();
        if (found.equals(inUse)) {
            suspect = NOTHING;
            refused = NOTHING;
        } else if (!found.equals(refused)) {
            take(found);
        }
    }

    private void take(String found) {
        try {
            current = ServerTls.context(files, recipe);
            inUse = found;
            refused = NOTHING;
            listener.reloaded(files);
        } catch (BadPem unusable) {
            if (found.equals(suspect)) {
                refused = found;
                listener.kept(files, unusable);
            }
            suspect = found;
        }
    }

    /** A digest of what the files hold, or of why they cannot be read. */
    private String content() {
        MessageDigest digest = sha256();
        for (Path file : files.all()) {
            digest.update(sha256().digest(octets(file)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] octets(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST_FILE);
        } catch (IOException unreadable) {
            return unreadable.toString().getBytes(UTF_8);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Looks no more; {@link #current} stays as it is. */
    @Override
    public void close() {
        watcher.ifPresent(Thread::interrupt);
    }
}
