package dev.lamplighter.assets;

/** One of the boot files inside: its size in octets, its SHA-256 in hexadecimal, and the program's version for people ({@code iPXE 1.0.0…}). */
public record BundledFile(String name, long size, String sha256, String version) {}
