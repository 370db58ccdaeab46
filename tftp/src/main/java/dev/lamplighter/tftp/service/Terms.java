package dev.lamplighter.tftp.service;

import dev.lamplighter.tftp.packet.TftpPacket.Option;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ArrayList;
import java.util.Optional;

/**
 * What a transfer runs on: octets of a block, blocks of a window, the client's own time-out where it set one, and the options to
 * acknowledge, empty where there is nothing to. {@code sizeAsked}: the client wants to know the size, and may end the transfer once it does.
 */
public record Terms(int blockSize, int window, Optional<Duration> timeout, List<Option> granted, boolean sizeAsked) {

    public static final int PLAIN_BLOCK = 512;

    /** RFC 2348 section 2. */
    public static final int SMALLEST_BLOCK = 8;

    public Terms {
        granted = List.copyOf(granted);
    }

    /** RFC 1350's, whatever was asked. */
    public static Terms plain() {
        return new Terms(PLAIN_BLOCK, 1, Optional.empty(), List.of(), false);
    }

    /** What may be granted at most: octets of a block, blocks of a window, octets of a window. */
    public record Limits(int block, int window, int windowOctets) {}

    /**
     * Negotiates (RFC 2347, 2348, 2349, 7440): an option that is unknown, invalid or repeated is left out of the answer, as the
     * client then goes on without it. {@code size} is the number of octets that will travel.
     */
    public static Terms negotiate(List<Option> asked, long size, Limits limits) {
        int block = PLAIN_BLOCK;
        int window = 1;
        Optional<Duration> timeout = Optional.empty();
        boolean sizeAsked = false;
        var understood = new ArrayList<Option>();
        var seen = new HashSet<String>();
        for (Option option : asked) {
            String name = option.name().toLowerCase(Locale.ROOT);
            long value = number(option.value());
            if (!seen.add(name)) {
                continue;
            }
            switch (name) {
                case "blksize" -> {
                    if (value >= SMALLEST_BLOCK && value <= 65464) {
                        block = (int) Math.min(value, limits.block());
                        understood.add(option);
                    }
                }
                case "windowsize" -> {
                    if (value >= 1 && value <= 65535) {
                        window = (int) value;
                        understood.add(option);
                    }
                }
                case "timeout" -> {
                    if (value >= 1 && value <= 255) {
                        timeout = Optional.of(Duration.ofSeconds(value));
                        understood.add(option);
                    }
                }
                case "tsize" -> {
                    if (value >= 0) {
                        sizeAsked = true;
                        understood.add(option);
                    }
                }
                default -> {}
            }
        }
        window = Math.max(1, Math.min(Math.min(window, limits.window()), limits.windowOctets() / block));
        var granted = new ArrayList<Option>();
        for (Option option : understood) {
            String value = switch (option.name().toLowerCase(Locale.ROOT)) {
                case "blksize" -> String.valueOf(block);
                case "windowsize" -> String.valueOf(window);
                case "tsize" -> String.valueOf(size);
                default -> option.value();
            };
            granted.add(new Option(option.name(), value));
        }
        return new Terms(block, window, timeout, granted, sizeAsked);
    }

    /** A decimal number of at most 18 digits, or -1. */
    private static long number(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(text);
    }
}
