package dev.lamplighter.net.tls;

import java.nio.file.Path;

/** A certificate chain, the server's own first, and its private key (PKCS#8, PKCS#1 or SEC1), both PEM and not encrypted. */
public record PemFiles(Path chain, Path key) {}
