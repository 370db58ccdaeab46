package dev.lamplighter.assets;

import java.util.List;

/**
 * One of the boot files inside: its size in octets, its SHA-256 in hexadecimal, the program's version for people ({@code iPXE 1.0.0…}), and which
 * features it was seen to lack when it was put inside ({@code HTTPS}).
 */
public record BundledFile(String name, long size, String sha256, String version, List<String> lacks) {

    public BundledFile {
        lacks = List.copyOf(lacks);
    }
}
