package dev.lamplighter.net.tls;

/** Told what becomes of changed certificates. Called on the thread that looks at the files; it may wait. */
public interface TlsListener {

    /** New handshakes use the files as they are now. */
    void reloaded(TlsFiles files);

    /** The files changed into something that cannot be used; handshakes go on with what was read before. Told once for each such change. */
    void kept(TlsFiles files, BadPem why);
}
