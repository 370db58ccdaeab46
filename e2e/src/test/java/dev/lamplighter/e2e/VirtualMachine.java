package dev.lamplighter.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A QEMU machine on the client's host of {@link TwoHosts}: boots from the network first, then from its disk. Its screen is a serial port. */
final class VirtualMachine implements AutoCloseable {

    static final String MAC = "52:54:00:a1:9c:01";

    private final Process process;
    private final Path serial;

    enum Firmware {
        /** SeaBIOS, and the iPXE that QEMU's network cards have inside. */
        BIOS,
        /** EDK2 with its own PXE. */
        UEFI
    }

    private VirtualMachine(Process process, Path serial) {
        this.process = process;
        this.serial = serial;
    }

    /** The cable's end on the client's host becomes a bridge with a second port for the machine; the host keeps {@code address} there. */
    static void bridge(TwoHosts hosts, String address) throws IOException, InterruptedException {
        for (String command : List.of("ip address flush dev eth0", "ip link add br0 type bridge stp_state 0 forward_delay 0 mcast_snooping 0",
                "ip link set eth0 master br0", "ip address add " + address + " brd + dev br0", "ip link set br0 up", "ip tuntap add dev tap0 mode tap",
                "ip link set tap0 master br0 up")) {
            Host.run(Host.concat(hosts.onClient(), List.of(command.split(" ", -1))).toArray(String[]::new));
        }
    }

    static VirtualMachine start(TwoHosts hosts, Firmware firmware, Path folder) throws IOException {
        Path serial = Files.createFile(folder.resolve("serial.log"));
        Path disk = folder.resolve("disk");
        Files.write(disk, new byte[4 << 20]);
        var words = new ArrayList<>(hosts.onClient());
        words.addAll(List.of("qemu-system-x86_64", "-nodefaults", "-display", "none", "-vga", "none", "-m", "1024", "-cpu", "max", "-serial", "file:" + serial,
                "-netdev", "tap,id=n0,ifname=tap0,script=no,downscript=no", "-drive", "if=none,id=d0,format=raw,file=" + disk,
                "-device", "virtio-blk-pci,drive=d0,bootindex=1", "-device", "virtio-rng-pci"));
        switch (firmware) {
            case BIOS -> words.addAll(List.of("-machine", "pc,graphics=off,accel=tcg", "-device", card("")));
            case UEFI -> {
                Path variables = Files.copy(ovmf("VARS").orElseThrow(), folder.resolve("variables"));
                words.addAll(List.of("-machine", "q35,accel=tcg", "-device", card(",romfile="),
                        "-drive", "if=pflash,format=raw,unit=0,readonly=on,file=" + ovmf("CODE").orElseThrow(), "-drive", "if=pflash,format=raw,unit=1,file=" + variables,
                        "-fw_cfg", "name=opt/org.tianocore/IPv6PXESupport,string=n"));
            }
        }
        return new VirtualMachine(new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(folder.resolve("qemu.log").toFile()).start(), serial);
    }

    private static String card(String more) {
        return "virtio-net-pci,netdev=n0,bootindex=0,mac=" + MAC + more;
    }

    /** Where Debian's package ovmf puts it. */
    static Optional<Path> ovmf(String part) {
        return Optional.of(Path.of("/usr/share/OVMF/OVMF_" + part + "_4M.fd")).filter(Files::isReadable);
    }

    /** All that it has printed. */
    String printed() throws IOException {
        return Files.readString(serial, StandardCharsets.ISO_8859_1);
    }

    /** How often it has printed {@code line}. */
    int times(String line) throws IOException {
        return printed().split(Pattern.quote(line), -1).length - 1;
    }

    boolean runs() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
