package dev.lamplighter.demo.machine;

import static dev.lamplighter.demo.lab.AddressPlan.MAC;
import static dev.lamplighter.demo.lab.AddressPlan.TAP;
import static dev.lamplighter.demo.lab.AddressPlan.UUID_OF_MACHINE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A QEMU virtual machine with the UEFI firmware OVMF and one virtio network card without an option ROM, so that the firmware's own PXE
 * stack asks first. Its serial console is its standard output. {@code variables} is the firmware's own copy of its settings.
 */
public record Vm(Acceleration acceleration, Path variables) {

    private static final Path CODE = Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd");
    private static final Path VARIABLES = Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd");
    private static final String MEMORY_IN_MIB = "768";

    /** A machine that keeps its firmware's settings in {@code folder}. */
    public static Vm in(Path folder, Acceleration acceleration) throws IOException {
        return new Vm(acceleration, Files.copy(VARIABLES, folder.resolve("firmware-variables.fd")));
    }

    /** The command that runs the machine until it powers off. */
    public List<String> command() {
        return List.of("qemu-system-x86_64", "-nodefaults", "-display", "none", "-vga", "none", "-no-reboot",
                "-machine", "q35,accel=" + acceleration.key(), "-cpu", acceleration.cpu(), "-m", MEMORY_IN_MIB,
                "-uuid", UUID_OF_MACHINE.toString(),
                "-smbios", "type=1,manufacturer=Lamplighter,product=Demo,serial=DEMO-0001,uuid=" + UUID_OF_MACHINE,
                "-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console",
                "-drive", "if=pflash,format=raw,unit=0,readonly=on,file=" + CODE,
                "-drive", "if=pflash,format=raw,unit=1,file=" + variables,
                "-fw_cfg", "name=opt/org.tianocore/IPv4PXESupport,string=y", "-fw_cfg", "name=opt/org.tianocore/IPv6PXESupport,string=n",
                "-netdev", "tap,id=net,ifname=" + TAP + ",script=no,downscript=no",
                "-device", "virtio-net-pci,netdev=net,mac=" + MAC + ",bootindex=0,romfile=", "-device", "virtio-rng-pci");
    }

    /** How the processor of the machine is made. */
    public enum Acceleration {
        /** The host's processor runs the guest; where it turns out that it cannot, QEMU translates. */
        KVM("kvm:tcg", "max"),
        /** QEMU translates. Slower, and runs everywhere. */
        TCG("tcg", "max");

        private static final Path DEVICE = Path.of("/dev/kvm");
        private static final Path WITHOUT_HARDWARE = Path.of("/sys/module/kvm_pvm");

        private final String key;
        private final String cpu;

        Acceleration(String key, String cpu) {
            this.key = key;
            this.cpu = cpu;
        }

        String key() {
            return key;
        }

        String cpu() {
            return cpu;
        }

        /** KVM where it can run firmware: a KVM without hardware virtualisation (kvm_pvm) cannot. */
        public static Acceleration ofThisHost() {
            boolean hardware = Files.isWritable(DEVICE) && !Files.exists(WITHOUT_HARDWARE)
                    && (Files.exists(Path.of("/sys/module/kvm_intel")) || Files.exists(Path.of("/sys/module/kvm_amd")));
            return hardware ? KVM : TCG;
        }
    }
}
