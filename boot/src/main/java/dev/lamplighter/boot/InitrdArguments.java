package dev.lamplighter.boot;

import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Profile.NetBoot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments that tell a kernel on UEFI which of iPXE's images are its initrds. Without them it finds none and panics for want of a root file
 * system; on BIOS the boot protocol tells.
 */
final class InitrdArguments {

    /** What iPXE says of itself ({@code buildarch}) where it was built for UEFI; on BIOS it is built as i386. */
    private static final Set<String> UEFI = Set.of("x86_64", "arm64", "arm32", "riscv64", "loong64");
    private static final String ARGUMENT = "initrd=";

    private InitrdArguments() {}

    /** Those that {@code boot} lacks: one for each initrd, or none where it has some, or where the machine does not say that it is UEFI. */
    static List<String> missing(NetBoot boot, Labels labels) {
        boolean uefi = labels.get("arch").filter(UEFI::contains).isPresent();
        boolean said = boot.args().stream().anyMatch(arg -> arg.startsWith(ARGUMENT) || arg.contains(' ' + ARGUMENT));
        return !uefi || said ? List.of() : boot.initrd().stream().map(InitrdArguments::name).filter(name -> !name.isEmpty()).map(ARGUMENT::concat).toList();
    }

    /** By what name iPXE keeps an image: as {@code --name} says, else the last part of its URL. */
    private static String name(String initrd) {
        Image image = Image.of(initrd);
        return image.name().orElseGet(() -> image.arguments() ? "" : lastPart(image.uri()));
    }

    private static String lastPart(String uri) {
        String path = uri.replaceFirst("[?#].*", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * A line after iPXE's {@code initrd}: options, the place of the image, and arguments. With arguments the image becomes a file of a file system that
     * iPXE makes, and has no name that a kernel could be told.
     */
    record Image(Optional<String> name, String uri, boolean arguments) {

        private static final Set<String> WITH_VALUE = Set.of("--name", "-n", "--timeout", "-t");

        static Image of(String line) {
            String[] words = line.strip().split("\\s+", -1);
            Optional<String> name = Optional.empty();
            int at = 0;
            while (at + 1 < words.length && words[at].startsWith("-")) {
                boolean value = WITH_VALUE.contains(words[at]);
                if (words[at].equals("--name") || words[at].equals("-n")) {
                    name = Optional.of(words[at + 1]);
                }
                at += value ? 2 : 1;
            }
            return new Image(name, at < words.length ? words[at] : "", at + 1 < words.length);
        }
    }
}
