package dev.lamplighter.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The smallest things that start from a disk: they print a line on the first serial port and reset the machine. */
final class DiskImages {

    private static final int SECTOR = 512;
    private static final int FAT_SECTORS = 9;
    private static final int ROOT_SECTORS = 14;
    private static final int SECTORS = 2880;

    private DiskImages() {}

    /** For BIOS: one boot sector, which is loaded to 0x7c00. */
    static byte[] bios(String line) {
        byte[] text = (line + "\r\n\0").getBytes(StandardCharsets.US_ASCII);
        byte[] code = bytes("fa 31c0 8ed8 fc be 237c"                            // cli; ds = 0; si = the text, behind this code
                + "ac 84c0 7412 88c4 bafd03 ec a820 74fb 88e0 baf803 ee ebe9"   // each octet, when the port is ready (0x3fd), to 0x3f8
                + "b0fe e664 f4 ebfd");                                          // the keyboard's controller resets
        code[7] = (byte) code.length;
        var sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.put(code).put(text).position(SECTOR - 2).putShort((short) 0xaa55);
        return sector.array();
    }

    /** For UEFI on x86-64: a FAT file system on the bare disk, with {@code \EFI\BOOT\BOOTX64.EFI}. */
    static byte[] uefi(String line) {
        byte[] program = program(line);
        var disk = ByteBuffer.allocate(SECTORS * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        disk.put(bytes("eb3c90")).put(ascii("LAMPLITE")).putShort((short) SECTOR).put((byte) 1).putShort((short) 1).put((byte) 2).putShort((short) 224)
                .putShort((short) SECTORS).put((byte) 0xf0).putShort((short) FAT_SECTORS).putShort((short) 18).putShort((short) 2);
        disk.position(38).put((byte) 0x29).putInt(1).put(ascii("LAMPLIGHTER")).put(ascii("FAT12   "));
        disk.position(SECTOR - 2).putShort((short) 0xaa55);
        // Clusters 2 and 3 are the folders, the program's are those from 4 on, as many as it needs; each entry has 12 bits.
        int last = 4 + (program.length - 1) / SECTOR;
        for (int fat = 0; fat < 2; fat++) {
            int at = SECTOR + fat * FAT_SECTORS * SECTOR;
            entry(disk, at, 0, 0xff0);
            entry(disk, at, 1, 0xfff);
            entry(disk, at, 2, 0xfff);
            entry(disk, at, 3, 0xfff);
            for (int cluster = 4; cluster <= last; cluster++) {
                entry(disk, at, cluster, cluster == last ? 0xfff : cluster + 1);
            }
        }
        file(disk, (1 + 2 * FAT_SECTORS) * SECTOR, 0, "EFI        ", 0x10, 2, 0);
        folder(disk, 2, 0, "BOOT       ", 0x10, 3, 0);
        folder(disk, 3, 2, "BOOTX64 EFI", 0x20, 4, program.length);
        disk.position(cluster(4)).put(program);
        return disk.array();
    }

    private static void folder(ByteBuffer disk, int cluster, int parent, String name, int attributes, int first, int size) {
        file(disk, cluster(cluster), 0, ".          ", 0x10, cluster, 0);
        file(disk, cluster(cluster), 1, "..         ", 0x10, parent, 0);
        file(disk, cluster(cluster), 2, name, attributes, first, size);
    }

    private static void file(ByteBuffer disk, int folder, int index, String name, int attributes, int first, int size) {
        int at = folder + index * 32;
        disk.position(at).put(ascii(name)).put((byte) attributes);
        disk.putShort(at + 26, (short) first).putInt(at + 28, size);
    }

    private static int cluster(int number) {
        return (1 + 2 * FAT_SECTORS + ROOT_SECTORS + number - 2) * SECTOR;
    }

    private static void entry(ByteBuffer disk, int table, int cluster, int value) {
        int at = table + cluster * 3 / 2;
        int old = disk.getShort(at);
        disk.putShort(at, (short) (cluster % 2 == 0 ? (old & 0xf000) | value : (old & 0xf) | (value << 4)));
    }

    /** A PE32+ image with one section that stands where its file has it. The code finds its text relative to itself. */
    private static byte[] program(String line) {
        byte[] text = (line + "\r\n\0").getBytes(StandardCharsets.US_ASCII);
        byte[] code = bytes("fa fc 488d3500000000"                                       // cli; rsi = the text, behind this code
                + "ac 84c0 7414 88c4 66bafd03 ec a820 74fb 88e0 66baf803 ee ebe7"        // as above
                + "b0fe e664 66baf90c b006 ee f4 ebfd");                                 // resets: the keyboard's controller, then the chip set
        ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN).putInt(5, code.length - 9);
        var body = new ByteArrayOutputStream();
        body.writeBytes(code);
        body.writeBytes(text);
        int raw = (body.size() + SECTOR - 1) / SECTOR * SECTOR;
        var image = ByteBuffer.allocate(SECTOR + raw).order(ByteOrder.LITTLE_ENDIAN);
        image.put(ascii("MZ")).putInt(0x3c, 0x40);
        image.position(0x40).put(ascii("PE\0\0")).putShort((short) 0x8664).putShort((short) 1).putInt(0).putInt(0).putInt(0)
                .putShort((short) (112 + 16 * 8)).putShort((short) 0x22);
        image.putShort((short) 0x20b).putShort((short) 0).putInt(raw).putInt(0).putInt(0).putInt(SECTOR).putInt(SECTOR)
                .putLong(0).putInt(SECTOR).putInt(SECTOR).putInt(0).putInt(0).putInt(0).putInt(0)
                .putInt(SECTOR + raw).putInt(SECTOR).putInt(0).putShort((short) 10).putShort((short) 0)
                .putLong(0).putLong(0).putLong(0).putLong(0).putInt(0).putInt(16);
        image.position(image.position() + 16 * 8);
        image.put(ascii(".text\0\0\0")).putInt(body.size()).putInt(SECTOR).putInt(raw).putInt(SECTOR).putInt(0).putInt(0).putInt(0).putInt(0x60000020);
        image.position(SECTOR).put(body.toByteArray());
        return image.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
