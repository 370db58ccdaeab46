package dev.lamplighter.demo.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * Writes the archive that Linux takes as initramfs: cpio in the {@code newc} format (kernel document "initramfs buffer format"). Owner is
 * root and time is 0, so that the same entries give the same octets.
 */
final class Cpio {

    private static final int BLOCK = 512;
    private static final int ALIGNMENT = 4;
    private static final int FOLDER = 0040755;
    private static final int CHARACTER_DEVICE = 0020600;
    private static final int LINK = 0120777;
    private static final int PLAIN = 0100644;
    private static final int PROGRAM = 0100755;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
    private int inode;

    Cpio folder(String name) {
        return entry(name, FOLDER, new byte[0], 0, 0);
    }

    Cpio device(String name, int major, int minor) {
        return entry(name, CHARACTER_DEVICE, new byte[0], major, minor);
    }

    Cpio link(String name, String to) {
        return entry(name, LINK, to.getBytes(UTF_8), 0, 0);
    }

    Cpio file(String name, byte[] content) {
        return entry(name, PLAIN, content, 0, 0);
    }

    Cpio program(String name, byte[] content) {
        return entry(name, PROGRAM, content, 0, 0);
    }

    /** Ends the archive and returns its octets, a multiple of 512. */
    byte[] toByteArray() {
        entry("TRAILER!!!", 0, new byte[0], 0, 0);
        pad(BLOCK);
        return out.toByteArray();
    }

    private Cpio entry(String name, int mode, byte[] content, int major, int minor) {
        byte[] path = (name + "\0").getBytes(UTF_8);
        int[] fields = {++inode, mode, 0, 0, 1, 0, content.length, 0, 0, major, minor, path.length, 0};
        var header = new StringBuilder("070701");
        for (int field : fields) {
            header.append(String.format("%08X", field));
        }
        out.writeBytes(header.toString().getBytes(US_ASCII));
        out.writeBytes(path);
        pad(ALIGNMENT);
        out.writeBytes(content);
        pad(ALIGNMENT);
        return this;
    }

    private void pad(int multiple) {
        out.writeBytes(new byte[(multiple - out.size() % multiple) % multiple]);
    }
}
